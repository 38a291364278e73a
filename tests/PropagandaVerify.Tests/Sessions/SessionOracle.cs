using PropagandaVerify.Engine;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Repairs;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;
using PropagandaVerify.Sessions;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Sessions;

/// <summary>What a run says that holds all facts as rows and evaluates every rule from scratch.</summary>
internal static class SessionOracle
{
    private static readonly FindingFormats Formats = new(Lexicons.Shipped, ReferenceData.Shipped);

    /// <summary>Findings and undecided checks as lines, and the counts of the rules.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<RuleFile> files, IReadOnlyList<FactRelation> relations, IReadOnlyDictionary<string, SortedDictionary<long, FactValue[]>> facts)
    {
        var (texts, factory) = (new TextNumbers(), new RowFactory(new Ledger()));
        var ids = new Dictionary<int, long>();
        var held = new List<Relation>();
        foreach (var relation in relations)
        {
            var table = new FactTable(relation, texts, 0, 1);
            var rows = new List<Row>();
            foreach (var (id, values) in facts[relation.Name])
            {
                var change = new TableChanges(table);
                change.Add(ChangeKind.Insert, id, values).ShouldBeNull();
                var slot = table.Take(id);
                table.Write(slot, change, 0);
                rows.Add(factory.Make(table.Schema, table.RowOf(slot).Values, null));
                ids.Add(rows[^1].Identity, id);
            }

            held.Add(new Relation(table.Schema, rows));
        }

        var compiled = SessionRules.Of(files, [.. held.Select(r => r.Schema)], ReferenceData.Shipped, Limits.Default);
        var all = new FactBase(held);
        var evaluator = new Evaluator(all, factory.Ledger, Limits.Default);
        var builder = new FindingBuilder(Formats.For, "en", "en", Diagnosis.None(evaluator, Limits.Default), 0);
        var lines = new List<string>();
        var counts = new SortedDictionary<string, RuleCount>(StringComparer.Ordinal);
        foreach (var rule in compiled.Rules)
        {
            if (rule.Derived is not null)
            {
                evaluator.Derive(rule, factory);
                continue;
            }

            var result = evaluator.Evaluate(rule);
            var id = rule.Rule.Id;
            counts[id] = counts.GetValueOrDefault(id) + (rule.Rule.IsBeside ? new RuleCount(0, 0, 0, result.Failed) : new RuleCount(result.Evaluated, result.Failed, result.Evaluated - result.Decided, 0));
            lines.AddRange(result.Outcomes.Where(o => o.Verdict.Fails() || o.Verdict == Verdict.Undecidable).Select(o =>
            {
                var (severity, message, steps) = builder.Told(o);
                return Line(id, severity, o.Verdict, message, steps, o.Why, o.Frame.Rows.Where(r => ids.ContainsKey(r.Identity)).Select(r => ids[r.Identity]));
            }));
        }

        return [.. lines.Order(StringComparer.Ordinal), .. counts.Where(c => c.Value != default).Select(c => $"{c.Key}: {c.Value}")];
    }

    /// <summary>The same of a session.</summary>
    public static IReadOnlyList<string> Lines(Session session) => [.. Findings(session.Snapshot.Findings).Order(StringComparer.Ordinal), .. session.Snapshot.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Where(c => c.Value != default).Select(c => $"{c.Key}: {c.Value}")];

    /// <summary>Findings as lines, in their order.</summary>
    public static IEnumerable<string> Findings(IEnumerable<SessionFinding> findings) => findings.Select(f =>
        Line(f.Rule, f.Severity, f.Verdict, f.Message, f.Steps, f.Why, f.Rows.Where(r => SessionFacts.Relations.Any(s => s.Name == r.Relation)).Select(r => r.Id[0])));

    private static string Line(string rule, Severity severity, Verdict verdict, string message, IReadOnlyList<string> steps, string? why, IEnumerable<long> ids) =>
        $"{rule} {string.Join(',', ids)} {severity} {verdict} {message} [{string.Join(" | ", steps)}] {why}";
}
