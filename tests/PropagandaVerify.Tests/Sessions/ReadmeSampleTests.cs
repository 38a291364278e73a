using System.Runtime.CompilerServices;
using PropagandaVerify.Rules;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>The sample of README, run.</summary>
public class ReadmeSampleTests
{
    [Fact]
    public void The_sample_says_what_README_says()
    {
        var console = new StringWriter();

        // README: begin
        var rules = RuleFileReader.Read(new Source("sums.yaml", """
            ruleset: sums
            rules:
            - id: parts-give-the-whole
              title: The parts of a whole give it
              for: {w: wholes}
              with: {p: parts where p.region = w.region}
              check: w.cost ~ sum(p.cost)
              message: "{w.region}: {sum(p.cost)} is not {w.cost}"
            """), Limits.Default);
        FactColumn region = new("region", FactKind.Text), cost = new("cost", FactKind.Number) { Decimals = 2, Unit = "EUR" };
        var session = new Session([new("parts", [region, cost]), new("wholes", [region, cost])], new SessionOptions { RuleFiles = [rules] });

        var load = session.Begin();
        load.Insert("parts", 1, "North", 12.50m);
        load.Insert("parts", 2, "North", 7.50m);
        load.Insert("wholes", 1, "North", 20.00m);
        session.Apply(load);

        var edit = session.Begin();
        edit.Update("parts", 2, "North", 75.00m);
        foreach (var finding in session.Apply(edit).Added)
        {
            console.WriteLine($"{finding.Rule}: {finding.Message}");
        }
        // README: end

        // Numbers keep to their units by spaces that do not break.
        var output = console.ToString().Trim().Replace('\u00A0', ' ');
        output.ShouldBe("parts-give-the-whole: North: 87.5 euros is not 20 euros");
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var code = Between(File.ReadAllText(Here()), "// README: begin", "// README: end");
        foreach (var line in code.Replace("console.", "Console.", StringComparison.Ordinal).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            readme.ShouldContain(line);
        }

        readme.ShouldContain(output);
    }

    private static string Between(string text, string begin, string end) => text[(text.IndexOf(begin, StringComparison.Ordinal) + begin.Length)..text.IndexOf(end, StringComparison.Ordinal)];

    private static string Here([CallerFilePath] string path = "") => path;
}
