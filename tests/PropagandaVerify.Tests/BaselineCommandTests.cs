using System.Globalization;
using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests;

public sealed class BaselineCommandTests : IDisposable
{
    private const string Harbour = "The quays took 30 ships: 12 at the north quay, 15 at the south quay and 4 at the west quay.\n";
    private const string Yards = "The yards took 40 ships: 12 at the upper yard, 15 at the lower yard and 14 at the old yard.\n";

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public BaselineCommandTests()
    {
        Write("a.md", Harbour);
        Write("b.md", Yards);
        Write("none.yaml", "disable: [weekday-contradicts-date]\n");
        Write("config.yaml", "baseline: known.json\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_written_down_no_longer_fails_a_check_and_what_is_new_does()
    {
        Run("check", "a.md").Exit.ShouldBe(1);
        var (exit, output, _) = Run("baseline", "a.md", "--out", "known.json");
        exit.ShouldBe(0);
        output.ShouldBe("known.json: 1 known: 1 new, 0 as before, 0 moved, 0 of what was not looked at; 0 gone\n");
        Run("check", "a.md", "--baseline", "known.json").ShouldBe(0, "baselined[total-differs-from-parts]: a.md:1:16 30 ships (error)");
        Run("check", "a.md", "b.md", "--baseline", "known.json").ShouldBe(1, "error[total-differs-from-parts]: The 3 parts add up to 41 ships");
        Write("a.md", "Some words.\n\n" + Harbour.Replace("15", "14", StringComparison.Ordinal).Replace("30", "32", StringComparison.Ordinal));
        Run("check", "a.md", "--baseline", "known.json").ShouldBe(1, "note[S006]: one finding of the baseline is gone");
        Run("check", "a.md", "--baseline", "known.json", "-v").ShouldBe(1, "gone[total-differs-from-parts] a.md 30 ships");
    }

    [Fact]
    public void An_update_drops_what_is_gone_follows_what_moved_and_adds_nothing()
    {
        Run("baseline", "a.md", "b.md", "--out", "known.json").Exit.ShouldBe(0);
        File.Move(Path.Combine(folder, "b.md"), Path.Combine(folder, "c.md"));
        Write("a.md", Yards.Replace("40", "43", StringComparison.Ordinal));
        Run("baseline", "--update", "a.md", "c.md", "--out", "known.json").ShouldBe(0, "known.json: 1 known: 0 new, 0 as before, 1 moved, 0 of what was not looked at; 1 gone; 1 left out that are new\n");
        Run("check", "a.md", "c.md", "--baseline", "known.json").ShouldBe(1, "baselined[total-differs-from-parts]: c.md:1:16 40 ships (error)");
        File.ReadAllText(Path.Combine(folder, "known.json")).ShouldContain("\"file\":\"c.md\"");
    }

    [Fact]
    public void What_it_says_of_other_files_stays_and_the_configuration_names_it()
    {
        Run("baseline", "a.md", "--config", "config.yaml").Exit.ShouldBe(0);
        Run("baseline", "b.md", "--config", "config.yaml").ShouldBe(0, "known.json: 2 known: 1 new, 0 as before, 0 moved, 1 of what was not looked at; 0 gone");
        Run("check", "a.md", "b.md", "--config", "config.yaml").ShouldBe(0, "0 errors, 0 warnings, 0 info, 2 baselined");

        // The same again, whatever the order.
        var text = File.ReadAllText(Path.Combine(folder, "known.json"));
        Run("baseline", "b.md", "a.md", "--config", "config.yaml").Exit.ShouldBe(0);
        File.ReadAllText(Path.Combine(folder, "known.json")).ShouldBe(text);
    }

    [Fact]
    public void What_somebody_answered_for_is_not_written_down()
    {
        Write("a.md", $"<!-- pverify: ignore total-differs-from-parts: so printed -->\n{Harbour}");
        Run("baseline", "a.md", "--out", "known.json").ShouldBe(0, "known.json: 0 known");
        File.ReadAllText(Path.Combine(folder, "known.json")).ShouldBe("{\n\"version\": 1,\n\"findings\": [\n]\n}\n");
        Run("check", "a.md", "--baseline", "known.json").ShouldBe(0, "1 suppressed");
    }

    [Theory]
    [InlineData(2, "name the drafts", "baseline", "--out", "known.json")]
    [InlineData(2, "name the file with --out FILE", "baseline", "a.md")]
    [InlineData(2, "there is no known.json to update", "baseline", "a.md", "--out", "known.json", "--update")]
    [InlineData(2, "would replace a file that is checked", "baseline", "a.md", "--out", "a.md")]
    [InlineData(2, "standard input has no name", "baseline", "-", "--out", "known.json")]
    [InlineData(2, "error[S007]: this is no baseline: line 1 is no JSON", "baseline", "a.md", "--out", "b.md")]
    [InlineData(2, "error[S007]: there is no such file", "check", "a.md", "--baseline", "known.json")]
    [InlineData(2, "error[S007]: this is no baseline", "check", "a.md", "--baseline", "b.md")]
    [InlineData(3, "there is no such file", "baseline", "a.md", "missing.md", "--out", "known.json")]
    [InlineData(2, "is no date; write --today", "check", "a.md", "--today", "soon")]
    public void Wrong_usage_says_what_to_do_and_writes_over_nothing(int exit, string told, params string[] arguments)
    {
        Run(arguments).ShouldBe(exit, told);
        File.ReadAllText(Path.Combine(folder, "a.md")).ShouldBe(Harbour);
        File.ReadAllText(Path.Combine(folder, "b.md")).ShouldBe(Yards);
        File.Exists(Path.Combine(folder, "known.json")).ShouldBe(exit == 3);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private Result Run(params string[] arguments)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var configured = arguments.Contains("--config") ? arguments : [.. arguments, "--config", "none.yaml"];
        var exit = CommandLine.Run([.. configured.Select(a => a.Contains('.', StringComparison.Ordinal) ? Path.Combine(folder, a) : a)], output, error, () => Stream.Null, isTerminal: false);
        return new Result(exit, Relative(output), Relative(error));

        string Relative(StringWriter text) => text.ToString().Replace(Path.GetRelativePath(".", folder) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    private sealed record Result(int Exit, string Output, string Error)
    {
        public void ShouldBe(int exit, string told)
        {
            (Output + Error).ShouldContain(told);
            Exit.ShouldBe(exit, Output + Error);
        }
    }
}
