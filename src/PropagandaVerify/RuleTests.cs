using PropagandaVerify.Datasets;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>What an example of a rule did.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Example">The example.</param>
/// <param name="Wanted">What it says must happen.</param>
/// <param name="Got">What happened; equal to <paramref name="Wanted"/> when it passed.</param>
/// <param name="Place">Where the example stands.</param>
/// <param name="Trouble">What kept the rule from being evaluated at all; null when it was.</param>
/// <param name="IsIdle">Whether the rule found nothing to look at in it, or could decide about none of it.</param>
public sealed record ExampleResult(Rule Rule, RuleExample Example, string Wanted, string Got, Diagnostic Place, Diagnostic? Trouble, bool IsIdle)
{
    public bool Passed => Wanted == Got;

    /// <summary>What the rule made of it, whatever was wanted.</summary>
    public required ExpectedOutcome Made { get; init; }
}

/// <summary>Runs the examples that rules carry: each through the whole line, with only its own rule.</summary>
public static class RuleTests
{
    /// <summary>Runs every example of a file's rules, in the order of the file.</summary>
    public static IReadOnlyList<ExampleResult> Run(RuleFile file, Limits limits) => Run([file], limits);

    /// <summary>Runs every example of several files, side by side; the results are in the order of the files.</summary>
    public static IReadOnlyList<ExampleResult> Run(IReadOnlyList<RuleFile> files, Limits limits) =>
    [
        .. files.SelectMany(f => f.Rules.SelectMany(r => r.Examples.Select(e => (File: f, Rule: r, Example: e))))
            .AsParallel().AsOrdered().Select(t => Run(t.File, t.Rule, t.Example, limits)),
    ];

    private static ExampleResult Run(RuleFile file, Rule rule, RuleExample example, Limits limits)
    {
        // An example has the tables of its own rule only, on which the derivations of others could not stand.
        var needed = Derivations.NeededBy(rule, file.Derivations);
        var sources = example.Data.Select(d => new Source(d.Key + ".csv", d.Value)).ToList();
        var place = Diagnostic.At(example.Source, example.Span, "R021", DiagnosticKind.Configuration, "example");
        if (Missing(rule, needed, file, example) is { } missing)
        {
            var told = place with { Message = $"this example gives no table `{missing}`", Help = Spelling.Nearest(missing, example.Data.Keys) is { } near ? $"is `{near}` meant to be `{missing}`?" : $"add `data: {{{missing}: \"…\"}}`" };
            return new ExampleResult(rule, example, Wanted(example), $"not evaluated: {told.Message} ({told.Help})", place, told, IsIdle: true) { Made = ExpectedOutcome.NotEvaluated };
        }

        // What is wrong with the entry that derives what the rule reads was told.
        if (needed.Prepend(rule).SelectMany(r => r.Relations).Any(file.Unsound.Contains) && file.Diagnostics.FirstOrDefault(d => d.Kind == DiagnosticKind.Configuration) is { } before)
        {
            return new ExampleResult(rule, example, Wanted(example), $"not evaluated: {before.Message}", place, before, IsIdle: true) { Made = ExpectedOutcome.NotEvaluated };
        }

        // The types and units that the file declares hold for the tables of its examples too; columns that these leave out are not asked for.
        var datasets = file.Datasets.Where(d => example.Data.ContainsKey(d.Name)).Select(d => Declared(d, example.Data[d.Name])).ToList();
        var alone = new RuleFile(rule.Source, "example", datasets, [rule with { MinMatches = 0, IsEnabled = true, MaxFailures = null, RefusesUnknown = false }], []) { Derivations = needed };
        var verifier = new Verifier(new VerifierOptions
        {
            RuleFiles = [alone],
            UseShippedRules = false,
            Limits = limits,
            Draft = new Extraction.DraftOptions { Published = example.Published, Language = example.Language },
            Previous = Beside("previous.txt", example.Previous),
            Twin = Beside("twin.txt", example.Twin),
            Together = example.Together is not null,
            Open = (path, _) => (sources.Find(s => s.Path == path), null),
        });
        sources.AddRange(new[] { Beside("together.txt", example.Together), Beside("example.txt", example.Text) }.OfType<Source>());

        var report = verifier.Verify(sources);

        // A key that stands twice is what some examples are about.
        var trouble = report.Diagnostics.FirstOrDefault(d => d.Kind != DiagnosticKind.Note && d.Code != Table.RepeatedKey) is not { } found ? null
            // What is wrong with its text as a whole, such as its language, stands where the example does.
            : found.Position is null ? place with { Code = found.Code, Message = found.Message, Help = found.Help }
            : Odd(rule, example, datasets, found, limits) is { } odd ? place with { Code = found.Code, Message = $"in this example {found.Message}", Help = odd }
            : found;
        var got = trouble is not null ? $"not evaluated: {trouble.Message}{(trouble.Help is null ? "" : $" ({trouble.Help})")}" : Got(example, report);
        if (trouble is null && got != Wanted(example) && report.Diagnostics.Any(d => d.Code == Extraction.Extractor.LanguageAssumed))
        {
            got += $"; read as {report.Files[^1].Language}, since there is too little text to tell its language: add `language:`";
        }

        return new ExampleResult(rule, example, Wanted(example), got, place, trouble, report.Evaluated.Values.Sum() == 0 || report.DecidedNothing.Count > 0) { Made = Made(report) };
    }

    // What a rule makes of an example's table may be a mistake of the table: a column that one cell turns into text, or that the tables of other examples have.
    private static string? Odd(Rule rule, RuleExample example, IReadOnlyList<DatasetDeclaration> datasets, Diagnostic found, Limits limits)
    {
        if (found.Path != rule.Source.Path || found.Code is not ("R013" or "R015"))
        {
            return null;
        }

        var words = rule.Source.TextOf(found.Span);
        foreach (var (relation, text) in example.Data)
        {
            var declaration = datasets.FirstOrDefault(d => d.Name == relation) ?? new DatasetDeclaration { Name = relation, Path = relation + ".csv" };
            if (Table.Read(new Source(declaration.Path, text), declaration, limits).Table?.Columns.FirstOrDefault(c => c.Obstacle is not null && words.Contains(c.Name, StringComparison.Ordinal)) is { } column)
            {
                return $"`{column.Name}` of `{relation}` is text here, because one cell holds `{column.Obstacle}`";
            }
        }

        return found.Code == "R013" && rule.Examples.Any(e => e != example && e.Data.Any(d => example.Data.ContainsKey(d.Key) && Table.HeaderOf(new Source(d.Key + ".csv", d.Value)).Contains(words)))
            ? $"tables of other examples have `{words}`" : null;
    }

    private static Source? Beside(string path, string? text) => text is null ? null : new Source(path, text);

    private static IEnumerable<string> RelationsOf(Rule rule) => rule.Further.Prepend(rule).SelectMany(r => r.For.Select(b => b.Relation).Concat(r.With.Select(g => g.Relation.Text)));

    // A table that the file declares, that the rule reads, and that the example does not give.
    private static string? Missing(Rule rule, IReadOnlyList<Rule> needed, RuleFile file, RuleExample example) =>
        needed.Prepend(rule).SelectMany(r => r.Relations).FirstOrDefault(r => !example.Data.ContainsKey(r) && file.Datasets.Any(d => d.Name == r));

    private static DatasetDeclaration Declared(DatasetDeclaration declaration, string table)
    {
        var header = Table.HeaderOf(new Source(declaration.Name, table));
        return declaration with
        {
            Path = declaration.Name + ".csv",
            Key = [.. declaration.Key.Where(header.Contains)],
            Columns = declaration.Columns.Where(c => header.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value),
        };
    }

    private static ExpectedOutcome Made(Report report) =>
        report.Findings.Count > 0 ? ExpectedOutcome.Fails
        : report.Checked.Any(c => c.Verdict != Verdict.Undecidable) ? ExpectedOutcome.Holds
        : ExpectedOutcome.NotEvaluated;

    // Messages set figures with narrow and unbreakable spaces, which no keyboard has.
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static string Wanted(RuleExample example) => example.Expected switch
    {
        ExpectedOutcome.Holds => "holds",
        ExpectedOutcome.NotEvaluated => "not evaluated",
        _ => $"fails{(example.At is null ? "" : $" at « {example.At} »")}{(example.Message is null ? "" : $", the message with « {example.Message} »")}",
    };

    private static string Got(RuleExample example, Report report)
    {
        var isFailure = example.Expected == ExpectedOutcome.Fails;
        var finding = report.Findings.FirstOrDefault(f => isFailure && (example.At is null || f.Place.Text == example.At)) ?? (report.Findings.Count > 0 ? report.Findings[0] : null);
        if (finding is null)
        {
            // What rests on a missing operand was not decided; a rule with nothing to look at still keeps silent as it should.
            var undecided = report.Checked.FirstOrDefault(c => c.Verdict == Verdict.Undecidable);
            return report.Evaluated.Values.Sum() == 0 ? example.Expected switch
                {
                    ExpectedOutcome.Holds => "holds",
                    ExpectedOutcome.NotEvaluated => "not evaluated",
                    _ => "not evaluated (the rule found nothing to look at)",
                }
                : undecided is not null && example.Expected != ExpectedOutcome.Holds ? isFailure ? $"not evaluated ({undecided.Why})" : "not evaluated"
                : "holds";
        }

        var at = isFailure && example.At is null ? "" : $" at « {finding.Place.Text} »";
        var message = !isFailure ? $": {finding.Message}"
            : example.Message is null ? ""
            : Plain(finding.Message).Contains(Plain(example.Message), StringComparison.Ordinal) ? $", the message with « {example.Message} »"
            : $", the message « {finding.Message} »";
        return $"fails{at}{message}";
    }
}
