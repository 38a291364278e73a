using System.CommandLine;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules new</c>: a first rule that passes its own examples.</summary>
internal static class RulesNewCommand
{
    public static Command Create(ConsoleContext console)
    {
        var id = new Argument<string>("ID") { Description = "Names the defect, such as part-exceeds-its-total." };
        var output = new Option<string?>("--out", "-o") { Description = "The file to write; standard output by default.", HelpName = "FILE" };
        var command = new Command("new", "Write a first rule with examples, to be changed.") { id, output };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(id)!;
            if (Trouble(name) is { } trouble)
            {
                console.Error.WriteLine($"pverify: {trouble}");
                return ExitCode.Usage;
            }

            if (parsed.GetValue(output) is not { } path)
            {
                console.Output.Write(Template(name));
                return ExitCode.Clean;
            }

            if (File.Exists(path))
            {
                console.Error.WriteLine($"pverify: {path} is there already and stays as it is; name another file, or write to standard output without --out and copy the rule");
                return ExitCode.Usage;
            }

            try
            {
                // Never over a file that is there by now.
                using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                using var writer = new StreamWriter(stream);
                writer.Write(Template(name));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine($"pverify: {path} was not written: {e.Message}");
                return ExitCode.Usage;
            }

            console.Output.WriteLine($"{path}: one rule with two examples; `pverify rules test {path}` runs them");
            return ExitCode.Clean;
        });
        return command;
    }

    private static string? Trouble(string id) =>
        !Rule.IsId(id)
            ? $"`{id}` is no rule id; write the defect in lower case with hyphens, such as part-exceeds-its-total"
            : ShippedRules.Files.SelectMany(f => f.Rules).Any(r => r.Id == id) ? $"a shipped rule is called `{id}` already; choose another id"
            : null;

    private static string Template(string id) => $$"""
        # See rules/README.md for the relations, columns and functions; `pverify facts DRAFT` shows what rules see.
        ruleset: house
        rules:
        - id: {{id}}
          title:
            en: An item is larger than the total of its list
            fr: Un poste dépasse le total de sa liste
          why:
            en: Say here why it matters and when the rule keeps silent.
          severity: warning
          status: preview
          for:   {t: stated_totals, i: items}
          where: i.list = t.list and i.unit = t.unit and not t.partial
          check: i.value <= t.value
          mark:  [i.value, t.value]
          repair: [i.value, t.value]
          message:
            en: "{i.name} has {i.value}, more than the total of {t.value}."
            fr: "{i.name} a {i.value}, plus que le total de {t.value}."
          examples:
            holds:
            - "Paris 2, Lyon 3, soit 5 au total."
            fails:
            - {text: "Paris 7, Lyon 3, soit 5 au total.", at: "7"}

        """;
}
