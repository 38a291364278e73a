using System.Globalization;
using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Engine;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>
/// Works out the lines of a case's expressions.txt: figures as French text would write them, parted by semicolons and named a, b, c …, then a bar
/// and a check over them. Text, extraction, rules and engine are the real ones; only the relation is made here.
/// </summary>
internal static class Expressions
{
    public const string File = "expressions.txt";

    public static string Run(string folder)
    {
        var output = new StringBuilder();
        foreach (var line in System.IO.File.ReadAllLines(Path.Combine(folder, File)))
        {
            output.Append(line.Length == 0 || line[0] == '#' ? line : $"{line} => {Outcome(line)}").Append('\n');
        }

        return output.ToString();
    }

    private static string Outcome(string line)
    {
        var (operands, check) = line.Split('|') is [var a, var b] ? (a, b) : throw new InvalidDataException($"`{line}` has no single bar");
        var values = operands.Split(';').Select(o => Value(o.Trim())).ToList();
        var schema = new Schema("example", "", [.. values.Select((v, i) => new Column(((char)('a' + i)).ToString(), v is Value.Date ? FactType.Date : FactType.Quantity, ""))], isOfDraft: false);
        var ledger = new Ledger();
        var row = new RowFactory(ledger).Make(schema, [.. values], null);

        // Bare names are columns of the one row.
        var expression = string.Concat(check.Trim().Select((c, i) => char.IsAsciiLetterLower(c) && IsAlone(check.Trim(), i) ? $"e.{c}" : c.ToString()));
        var yaml = $"rules:\n- id: example\n  title: example\n  for: {{e: example}}\n  check: {expression}\n  message: example\n";
        var file = RuleFileReader.Read(new Source("example.yaml", yaml), Limits.Default);
        var (rule, diagnostics) = RuleCompiler.Compile(file.Rules.Single(), new Catalog([schema]), ReferenceData.Shipped);
        rule.ShouldNotBeNull(string.Join('\n', diagnostics.Select(d => d.Message)));
        var outcome = new Evaluator(new FactBase([new Relation(schema, [row])]), ledger, Limits.Default).Evaluate(rule).Outcomes.Single();
        var verdict = outcome.Verdict.ToString().ToLowerInvariant();
        return outcome.Judgement is { Left: Value.Number left, Right: Value.Number right } ? $"{verdict}: {Sets(left.Quantity)} against {Sets(right.Quantity)}"
            : outcome.Why is null ? verdict
            : $"{verdict}: {outcome.Why}";
    }

    private static bool IsAlone(string text, int i) => (i == 0 || !char.IsLetterOrDigit(text[i - 1]) && text[i - 1] != '_') && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]) && text[i + 1] is not ('_' or '('));

    // A date in ISO form or a figure in words.
    private static Value Value(string words)
    {
        if (DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new Value.Date(Period.Day(day));
        }

        if (words.StartsWith("année ", StringComparison.Ordinal))
        {
            return new Value.Date(Period.Year(int.Parse(words.AsSpan(6), CultureInfo.InvariantCulture)));
        }

        var source = new Source("example.txt", $"Le rapport cite la valeur de façon claire : {words}, selon le service.");
        var draft = new Extractor(Lexicons.Shipped, ReferenceData.Shipped, Limits.Default).Read(DocumentReader.Read(source, Limits.Default), new DraftOptions { Language = "fr" });
        return draft.Figures is [var figure] ? new Value.Number(figure.Quantity()) : throw new InvalidDataException($"« {words} » reads as {draft.Figures.Count} figures");
    }

    private static string Sets(Quantity quantity)
    {
        var loose = Set(quantity.Loose);
        var strict = Set(quantity.Strict);
        return strict == loose ? loose : $"{strict} in {loose}";
    }

    private static string Set(Interval set) => set.IsPoint
        ? Number(set.Low)
        : $"{(set.LowOpen || set.Low is null ? "(" : "[")}{Number(set.Low)}; {Number(set.High)}{(set.HighOpen || set.High is null ? ")" : "]")}";

    private static string Number(Rational? value) => value?.RoundedTo(0.001m).ToString() ?? "∞";
}
