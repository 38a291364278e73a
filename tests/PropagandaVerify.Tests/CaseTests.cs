using System.Globalization;
using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests;

/// <summary>
/// Runs <c>pverify check</c> over every folder of <c>tests/cases/TOPIC/CASE</c>, or the command with which its options begin (<c>facts</c>, <c>diff</c>), or works out the expressions in it, and compares what it prints
/// with the case's expected.txt, to the letter.
/// With UPDATE_EXPECTED=1 the files are written anew.
/// </summary>
public partial class CaseTests
{
    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (var topic in Directory.EnumerateDirectories(Repository.Cases).Order(StringComparer.Ordinal))
        {
            foreach (var folder in Directory.EnumerateDirectories(topic).Order(StringComparer.Ordinal))
            {
                cases.Add($"{Path.GetFileName(topic)}/{Path.GetFileName(folder)}");
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prints_what_the_case_expects(string name)
    {
        var folder = Path.Combine(Repository.Cases, name.Replace('/', Path.DirectorySeparatorChar));
        var got = File.Exists(Path.Combine(folder, Expressions.File)) ? Expressions.Run(folder) : ShippedRules().Replace(Run(folder), "some shipped rules (-v");
        var expected = Path.Combine(folder, "expected.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(expected, got);
        }

        File.Exists(expected).ShouldBeTrue($"{name} has no expected.txt; run the tests once with UPDATE_EXPECTED=1 and read what it writes");
        got.ShouldBe(File.ReadAllText(expected));
    }

    [Fact]
    public void There_are_clean_drafts_and_drafts_with_errors()
    {
        var drafts = Directory.EnumerateDirectories(Path.Combine(Repository.Cases, "drafts")).Select(d => Path.GetFileName(d)!).ToList();
        foreach (var name in drafts)
        {
            var lines = File.ReadAllLines(Path.Combine(Repository.Cases, "drafts", name, "expected.txt"));
            var clean = name.EndsWith("-clean", StringComparison.Ordinal);
            lines[^1].ShouldBeOneOf(clean ? ["exit 0"] : ["exit 0", "exit 1"]);
            lines.Any(l => l.StartsWith("error[", StringComparison.Ordinal) || l.StartsWith("warning[", StringComparison.Ordinal)).ShouldBe(!clean, name);
        }

        drafts.Count(d => d.EndsWith("-clean", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(5);
        drafts.Count(d => d.EndsWith("-errors", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(5);
    }

    // A further shipped rule must not change every case.
    [System.Text.RegularExpressions.GeneratedRegex(@"\d+ shipped rules? \(-v")]
    private static partial System.Text.RegularExpressions.Regex ShippedRules();

    private static string Run(string folder)
    {
        var options = Path.Combine(folder, "options.txt");
        string[] words = File.Exists(options) ? File.ReadAllText(options).Replace("FOLDER", folder, StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        var isNamed = words is ["facts" or "diff", ..];
        List<string> arguments = [isNamed ? words[0] : "check"];
        arguments.AddRange(Directory.EnumerateFiles(folder).Where(f => Path.GetFileNameWithoutExtension(f) is "draft" or "input").Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(".", f)));
        if (File.Exists(Path.Combine(folder, "rules.yaml")))
        {
            arguments.AddRange(["--rules", Path.Combine(folder, "rules.yaml")]);
        }

        arguments.AddRange(isNamed ? words[1..] : words);
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var exit = CommandLine.Run([.. arguments], output, TextWriter.Null, () => Stream.Null, isTerminal: false);
        var relative = Path.GetRelativePath(".", folder);
        return output.ToString().Replace(relative + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) + $"exit {exit}\n";
    }
}
