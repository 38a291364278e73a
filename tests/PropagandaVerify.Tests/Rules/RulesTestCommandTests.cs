using System.Globalization;
using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests.Rules;

public class RulesTestCommandTests
{
    [Theory]
    [InlineData("fails: [{text: \"Paris 2, Lyon 3, soit 6 au total.\", at: \"5\"}]", 1, "- wanted: fails at « 5 »\n  + got:    fails at « 6 »")]
    [InlineData("holds: [\"Paris 2, Lyon 3, soit 6 au total.\"]", 1, "- wanted: holds\n  + got:    fails at « 6 »")]
    [InlineData("fails: [\"Paris 2, Lyon 3, soit 5 au total.\"]", 1, "- wanted: fails\n  + got:    holds")]
    [InlineData("fails: [\"Rien.\"]", 1, "not evaluated (the rule found nothing to look at)")]
    [InlineData("fails: [\"Paris 2, Lyon 3, soit 6 au total.\"]", 0, "1 rule, 1 example: 1 passed, 0 failed")]
    public void Shows_what_an_example_wanted_and_what_it_got(string example, int exit, string told)
    {
        var path = Path.Combine(Path.GetTempPath(), $"pverify-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, $"rules:\n- id: r\n  title: \"t #1\"\n  for: {{t: stated_totals}}\n  with: {{p: items where p.list = t.list}}\n  check: t.value ~ sum(p.value)\n  mark: [t.value]\n  message: a sum #1\n  examples:\n    {example}\n");
        try
        {
            var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            CommandLine.Run(["rules", "test", path], output, error, () => Stream.Null, isTerminal: false).ShouldBe(exit, error.ToString());
            output.ToString().ShouldContain(told);

            // A comment that cut a text off is worth a note, and no reason to fail.
            error.ToString().ShouldContain("note[Y010]: `#1` is a comment");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Shows_all_that_is_wrong_with_a_rule_in_one_run()
    {
        var path = Path.Combine(Path.GetTempPath(), $"pverify-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, "rules:\n- id: r\n  title: t\n  severity: fatal\n  for: {t: stated_totals}\n  where: t.valeu > 1\n  check: t.value > 'x'\n  message: m\n  examples:\n    holds: [\"Paris 2, Lyon 3, soit 5 au total.\"]\n");
        try
        {
            var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            CommandLine.Run(["rules", "test", path], TextWriter.Null, error, () => Stream.Null, isTerminal: false).ShouldBe(2);
            var told = error.ToString();
            told.ShouldContain("`fatal` is none of");
            told.ShouldContain("no column `valeu`");
            told.ShouldContain("cannot compare a number with text");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
