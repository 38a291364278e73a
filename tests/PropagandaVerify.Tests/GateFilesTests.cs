using System.Text.RegularExpressions;
using PropagandaVerify.Cli;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>The files by which other repositories run pverify say nothing that the command line does not know.</summary>
public partial class GateFilesTests
{
    public static TheoryData<string> Files() => [".github/actions/pverify/action.yml", ".pre-commit-hooks.yaml", ".gitlab/pverify.yml", "src/Dockerfile", "README.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_option_that_a_file_passes_is_one_of_its_command(string path)
    {
        var root = CommandLine.Root(new ConsoleContext(TextWriter.Null, TextWriter.Null, () => Stream.Null, false, false));
        var found = 0;
        foreach (var line in Read(path).Split('\n'))
        {
            var call = Call().Match(line);
            var command = call.Success ? root.Subcommands.FirstOrDefault(c => c.Name == call.Groups[1].Value) : null;
            if (command is null)
            {
                continue;
            }

            found++;
            var nested = command.Subcommands.FirstOrDefault(c => call.Groups[2].Value.TrimStart().StartsWith(c.Name + " ", StringComparison.Ordinal));
            var known = (nested ?? command).Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Concat(command.Subcommands.SelectMany(c => c.Options).Select(o => o.Name)).ToHashSet();
            Option().Matches(call.Groups[2].Value.Split(" # ")[0]).Select(m => m.Groups[1].Value).Where(o => !known.Contains(o)).ShouldBeEmpty(line);
        }

        found.ShouldBeGreaterThan(0, path);
    }

    [Fact]
    public void The_action_passes_each_of_its_inputs_and_only_options_that_there_are()
    {
        var action = Parsed(".github/actions/pverify/action.yml");
        var inputs = ((YamlNode.Mapping)action["inputs"]!).Entries.Select(e => e.Key.Value).ToList();
        var steps = ((YamlNode.Sequence)((YamlNode.Mapping)action["runs"]!)["steps"]!).Items.Cast<YamlNode.Mapping>().ToList();
        var check = steps.Single(s => s["id"] is YamlNode.Scalar { Value: "check" });
        var variables = ((YamlNode.Mapping)check["env"]!).Entries.ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value);
        variables.Values.Distinct().Order().ShouldBe(inputs.Select(i => $"${{{{ inputs.{i} }}}}").Order());
        var script = ((YamlNode.Scalar)check["run"]!).Value;
        variables.Keys.Where(v => !script.Contains($"${v}", StringComparison.Ordinal)).ShouldBeEmpty();
        script.ShouldNotContain("${{");
        var known = CommandLine.Root(new ConsoleContext(TextWriter.Null, TextWriter.Null, () => Stream.Null, false, false)).Subcommands.Single(c => c.Name == "check").Options.Select(o => o.Name);
        Option().Matches(script).Select(m => m.Groups[1].Value).Where(o => o.StartsWith("--", StringComparison.Ordinal)).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void Readme_passes_the_action_inputs_that_it_has_and_names_a_hook_that_there_is()
    {
        var samples = Sample().Matches(Read("README.md")).Select(m => (YamlNode.Mapping)YamlReader.Read(new Source("README.md", m.Groups[1].Value), Limits.Default).Root!).ToList();
        var inputs = ((YamlNode.Mapping)Parsed(".github/actions/pverify/action.yml")["inputs"]!).Entries.Select(e => e.Key.Value);
        var job = (YamlNode.Mapping)((YamlNode.Mapping)samples.Single(s => s["jobs"] is not null)["jobs"]!).Entries.Single().Value;
        var step = ((YamlNode.Sequence)job["steps"]!).Items.Cast<YamlNode.Mapping>().Single(s => ((YamlNode.Scalar)s["uses"]!).Value.Contains("/.github/actions/pverify@", StringComparison.Ordinal));
        ((YamlNode.Mapping)step["with"]!).Entries.Select(e => e.Key.Value).Except(inputs).ShouldBeEmpty();
        var repository = (YamlNode.Mapping)((YamlNode.Sequence)samples.Single(s => s["repos"] is not null)["repos"]!).Items.Single();
        var known = ((YamlNode.Sequence)Root(".pre-commit-hooks.yaml")).Items.Cast<YamlNode.Mapping>().Select(h => ((YamlNode.Scalar)h["id"]!).Value);
        ((YamlNode.Sequence)repository["hooks"]!).Items.Cast<YamlNode.Mapping>().Select(h => ((YamlNode.Scalar)h["id"]!).Value).Except(known).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a.md", true)]
    [InlineData("week/a.markdown", true)]
    [InlineData("a.txt", true)]
    [InlineData("a.docx", true)]
    [InlineData("a.odt", true)]
    [InlineData("a.pdf", true)]
    [InlineData("a.html", true)]
    [InlineData("a.htm", true)]
    [InlineData("a.xhtml", true)]
    [InlineData("a.srt", true)]
    [InlineData("a.vtt", true)]
    [InlineData("a.eml", true)]
    [InlineData("a.csv", true)]
    [InlineData("a.tsv", true)]
    [InlineData("a.jsonl", true)]
    [InlineData("a.ndjson", true)]
    [InlineData("a.xlsx", true)]
    [InlineData("a.parquet", true)]
    [InlineData("a.json", false)]
    [InlineData("a.cs", false)]
    [InlineData("md", false)]
    public void Hooks_run_on_the_files_that_a_folder_would_be_read_for(string path, bool isRead)
    {
        InputPaths.IsKnown(path).ShouldBe(isRead);
        var hooks = (YamlNode.Sequence)Root(".pre-commit-hooks.yaml");
        hooks.Items.Cast<YamlNode.Mapping>().Select(h => Regex.IsMatch(path, ((YamlNode.Scalar)h["files"]!).Value)).ShouldAllBe(m => m == isRead);
    }

    [Fact]
    public void Hooks_and_jobs_have_what_their_programs_ask_for()
    {
        foreach (var hook in ((YamlNode.Sequence)Root(".pre-commit-hooks.yaml")).Items.Cast<YamlNode.Mapping>())
        {
            foreach (var key in new[] { "id", "name", "entry", "language" })
            {
                hook[key].ShouldBeOfType<YamlNode.Scalar>(key);
            }
        }

        var job = (YamlNode.Mapping)Parsed(".gitlab/pverify.yml")["pverify"]!;
        job["image"].ShouldBeOfType<YamlNode.Scalar>();
        job["script"].ShouldBeOfType<YamlNode.Sequence>();
    }

    [Fact]
    public void The_image_is_built_from_what_is_there_and_its_user_is_not_root()
    {
        var lines = File.ReadAllLines(Repository.Of("src", "Dockerfile"));
        foreach (var copied in lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]))
        {
            Path.Exists(Repository.Of(copied.TrimEnd('/'))).ShouldBeTrue(copied);
        }

        lines.ShouldContain("USER $APP_UID");
        lines.ShouldContain(l => l.StartsWith("ENTRYPOINT", StringComparison.Ordinal) && l.Contains("pverify", StringComparison.Ordinal));
    }

    private static YamlNode.Mapping Parsed(string path) => (YamlNode.Mapping)Root(path);

    private static YamlNode Root(string path)
    {
        var (root, diagnostic) = YamlReader.Read(new Source(path, Read(path)), Limits.Default);
        diagnostic.ShouldBeNull();
        return root!;
    }

    private static string Read(string path) => File.ReadAllText(Repository.Of(path.Split('/')));

    [GeneratedRegex("```yml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    // `pverify check …`, whatever folder the program stands in.
    [GeneratedRegex(@"(?:^|[\s/""])pverify""? (\w+)\b(.*)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<![\w-])(--[a-z][a-z-]*|-[a-z])(?![\w-])")]
    private static partial Regex Option();
}
