using System.CommandLine;
using PropagandaVerify.Reports;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify explain RULE</c>: what a rule is about, its text, its examples.</summary>
internal static class ExplainCommand
{
    public static Command Create(ConsoleContext console)
    {
        var id = new Argument<string>("RULE") { Description = "The id of a rule, such as total-differs-from-parts." };
        var rules = new Option<string[]>("--rules", "-r") { Description = "A rules file to look in besides the shipped packs.", HelpName = "FILE" };
        var command = new Command("explain", "Explain a rule.") { id, rules };
        command.SetAction(parsed =>
        {
            var files = new InputFiles(Limits.Default, console.StandardInput);
            var packs = RulePacks.Of([.. ShippedRules.Files, .. Configuration.Read(null, without: false, files), .. (parsed.GetValue(rules) ?? []).SelectMany(files.Rules)], files.Pack, Limits.Default);
            console.Write(packs.AllDiagnostics);
            var all = packs.Files.SelectMany(f => f.Rules).Concat(packs.Disabled).ToList();
            var wanted = parsed.GetValue(id)!;
            var rule = all.Find(r => r.Id == wanted);
            if (rule is null)
            {
                if (File.Exists(wanted))
                {
                    console.Error.WriteLine($"pverify: {wanted} is a file; `pverify explain RULE --rules {wanted}` explains one of its rules, `pverify rules list {wanted}` names them");
                    return ExitCode.Usage;
                }

                var ids = all.ConvertAll(r => r.Id);
                console.Error.WriteLine($"pverify: no rule `{wanted}`; {(Suggestions.Nearest(wanted, ids) is { } near ? $"did you mean `{near}`?" : $"there are {string.Join(", ", ids)}")}");
                return ExitCode.Usage;
            }

            Write(console.Output, rule);
            return !packs.IsSound ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }

    private static void Write(TextWriter output, Rule rule)
    {
        var at = rule.Source.PositionOf(rule.Span.Start);
        output.WriteLine($"{rule.Id} ({rule.Severity.ToString().ToLowerInvariant()}{(rule.Status == "stable" ? "" : $", {rule.Status}")})  {rule.Source.Path}:{at.Line}{(rule.Tags.Count == 0 ? "" : $"  tags: {string.Join(", ", rule.Tags)}")}");
        foreach (var (language, title) in rule.Titles)
        {
            output.WriteLine($"  {language}: {title}");
        }

        foreach (var why in rule.Whys.Values)
        {
            output.WriteLine();
            output.WriteLine(why.Trim());
        }

        foreach (var (heading, (language, remedy)) in rule.Remedies.Select((r, i) => (i == 0 ? "\nRemedy:\n" : "", r)))
        {
            output.WriteLine($"{heading}  {language}: {remedy.Trim()}");
        }

        foreach (var page in rule.See)
        {
            output.WriteLine($"  see {page}");
        }

        // What holds in this run, after the settings of all files.
        foreach (var (name, value) in RulePage.Parameters(rule))
        {
            output.WriteLine($"  {name} = {value}");
        }

        output.WriteLine();
        output.Write(RulePage.Logic(rule));
        if (rule.Form is not null)
        {
            output.WriteLine();
            output.WriteLine($"`{rule.Form}` stands for:");
            output.WriteLine();
            output.Write(LoweredText.Of(rule));
        }

        foreach (var (title, expected) in new[] { ("Holds:", ExpectedOutcome.Holds), ("Fails:", ExpectedOutcome.Fails), ("Not evaluated:", ExpectedOutcome.NotEvaluated) }.Where(t => rule.Examples.Any(e => e.Expected == t.Item2)))
        {
            output.WriteLine();
            output.WriteLine(title);
            foreach (var example in rule.Examples.Where(e => e.Expected == expected))
            {
                var text = (example.Text ?? string.Join("\n", example.Data.Select(d => $"{d.Key}:\n{d.Value.Trim()}"))).Trim().ReplaceLineEndings("\n    ");
                output.WriteLine($"  - {text}{(example.Published is { } day ? $"  [published {day:yyyy-MM-dd}]" : "")}");
                foreach (var (key, beside) in example.Beside)
                {
                    output.WriteLine($"    {key}: {beside.Trim().ReplaceLineEndings("\n    ")}");
                }

                if (example.At is not null)
                {
                    output.WriteLine($"    at « {example.At} »");
                }
            }
        }
    }
}
