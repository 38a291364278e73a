using System.Globalization;
using System.Text.Json;
using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests;

public sealed class ConfigCommandTests : IDisposable
{
    private const string Draft = "The quays took 30 ships: 12 at the north quay, 15 at the south quay and 4 at the west quay.\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public ConfigCommandTests()
    {
        Write("a.md", Draft);
        Write("house.yaml", "rules:\n- {id: many, title: t, tags: [style], params: {most: 10}, for: {l: lists}, check: l.size <= most, message: m}\n- {id: quiet, title: t, enabled: false, for: {l: lists}, check: l.size <= 1, message: m}\n");
        Write("config.yaml", """
            extends: [time, house.yaml]
            disable: [feast-on-another-day]
            override:
              'tag:style': {severity: info}
              many: {severity: error, params: {most: 2}}
            language: en
            fail-on: warning
            reports: [{format: csv, out: a.csv}]
            scopes:
            - {path: '*.md', disable: [many]}
            - {path: '*.txt', disable: [many]}
            waivers:
            - {rule: many, path: '*.md', reason: a long list, until: 2026-01-31}
            - {rule: many, path: other.txt, reason: another}
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Languages_that_there_are_not_are_mistakes()
    {
        Write("wrong.yaml", "language: xx\nmessages: yy\nunknown: refused\n");
        var (exit, output, error) = Run("config", "--config", "wrong.yaml");
        exit.ShouldBe(2);
        error.ShouldContain("there is no lexicon for the language `xx`");
        error.ShouldContain("no message is in `yy`");
        output.ShouldContain("unknown: refused (wrong.yaml:3:10)");
    }

    [Fact]
    public void Each_setting_is_told_with_the_line_that_made_it()
    {
        var (exit, output, _) = Run("config", "a.md", "--config", "config.yaml", "--today", "2026-03-02");
        exit.ShouldBe(0);
        foreach (var line in new[]
        {
            "configuration: config.yaml (--config)", "draft: a.md", "language: en (config.yaml:6:11)", "messages: in the language of each draft (default)", "fail-on: warning (config.yaml:7:10)",
            "baseline: none (default)", "report: csv to a.csv (config.yaml:8:20)", "  house.yaml: 1 rule", "  feast-on-another-day: off (config.yaml:2:11)",
            "  many: severity: info (config.yaml:4:3 by tag:style), overruled by config.yaml:5:3", "  many: severity: error, most: 2 (config.yaml:5:3)", "off by themselves:\n  quiet", "scopes:\n  *.md: many: off (config.yaml:10:28)\n",
            "  config.yaml:13:3: many, in *.md, until 2026-01-31: a long list (ended)\n",
        })
        {
            output.ShouldContain(line);
        }

        output.ShouldNotContain("other.txt");
    }

    [Fact]
    public void The_same_as_JSON()
    {
        var (exit, output, _) = Run("config", "--config", "config.yaml", "--format", "json");
        exit.ShouldBe(0);
        using var json = JsonDocument.Parse(output);
        var many = json.RootElement.GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "many");
        (many.GetProperty("severity").GetString(), many.GetProperty("set").GetArrayLength()).ShouldBe(("error", 2));
        json.RootElement.GetProperty("waivers").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("packs").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["time", "house.yaml"]);
    }

    [Fact]
    public void Without_one_it_says_so() => Run("config", "--no-config").Output.ShouldStartWith("configuration: none (--no-config)\n");

    [Fact]
    public void Mistakes_are_told_and_are_wrong_usage()
    {
        Write("config.yaml", "overide: {}\n");
        var (exit, _, error) = Run("config", "--config", "config.yaml");
        exit.ShouldBe(2);
        error.ShouldContain("did you mean `override`?");
    }

    [Fact]
    public void A_check_keeps_to_it_and_the_command_line_goes_before_it()
    {
        Write("a.md", "Sur les 480 places de l'anse, 312 sont prises, soit 56 % de l'ensemble.\n");
        Write("config.yaml", "language: fr\nmessages: de\nfail-on: warning\nreports: [{format: jsonl, out: a.jsonl}, {format: csv, out: a.csv}]\n");
        var (exit, output, _) = Run("check", "a.md", "--config", "config.yaml");
        exit.ShouldBe(1);
        output.ShouldContain("(fr)");
        File.ReadAllText(Path.Combine(folder, "a.csv")).ShouldContain("share-differs-from-part");
        File.Exists(Path.Combine(folder, "a.jsonl")).ShouldBeTrue();
        File.Delete(Path.Combine(folder, "a.csv"));

        var (milder, json, _) = Run("check", "a.md", "--config", "config.yaml", "--fail-on", "error", "--format", "json");
        milder.ShouldBe(0);
        json.ShouldStartWith("{");
        File.Exists(Path.Combine(folder, "a.csv")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("reports: [{format: sariff, out: a.sarif}]", "config.yaml:1:20: there is no report `sariff`; did you mean `sarif`?")]
    [InlineData("reports: [{format: csv}, {format: json}]", "csv and json would both go to standard output; name a file for one of them with `out`")]
    [InlineData("reports: [{format: csv, out: nowhere/a.csv}]", "there is no folder")]
    [InlineData("reports: [{format: csv, out: a.md}]", "would replace a file that is checked")]
    [InlineData("reports: [{format: csv, out: a.csv}, {format: json, out: a.csv}]", "two reports would go to a.csv")]
    [InlineData("baseline: missing.json", "error[S007]: there is no such file")]
    public void Reports_that_cannot_be_written_are_wrong_usage(string configuration, string told)
    {
        Write("config.yaml", configuration + "\n");
        var (exit, output, error) = Run("check", "a.md", "--config", "config.yaml");
        exit.ShouldBe(2);
        (output + error).ShouldContain(told);
        File.ReadAllText(Path.Combine(folder, "a.md")).ShouldBe(Draft);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var exit = CommandLine.Run([.. arguments.Select(a => a.Contains('.', StringComparison.Ordinal) ? Path.Combine(folder, a) : a)], output, error, () => Stream.Null, isTerminal: false);
        return (exit, Relative(output), Relative(error));

        string Relative(StringWriter text) => text.ToString().Replace(Path.GetRelativePath(".", folder) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}
