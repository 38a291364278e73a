using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>Says why no rule decided about a figure: what it stands in, and which rules read that and passed it over.</summary>
internal sealed class Coverage
{
    private const int MostNames = 2;
    private const int MostReasons = 2;
    private const string Partial = "partial";

    private readonly Lazy<ILookup<(string Relation, int Column), (string Name, string? Derived)>> readers;

    /// <param name="rules">The rules of the run, derivations among them.</param>
    public Coverage(IEnumerable<CompiledRule> rules) => readers = new(() => rules
        .SelectMany(r => r.Figures.Select(f => (Key: ((f.IsGroup ? r.With : r.For)[f.Slot].Schema.Name, f.Column), Reader: (r.Rule.Id, r.Derived?.Schema.Name))))
        .Distinct().ToLookup(p => p.Key, p => p.Reader));

    /// <summary>Gives each figure of a draft that is unchecked, and that has no reason yet, its reason.</summary>
    public void Explain(FactBase facts, IEnumerable<int> figures, Ledger ledger)
    {
        var open = figures.Where(f => ledger.StateOf(f) == FigureState.Unchecked).ToHashSet();
        if (open.Count == 0)
        {
            return;
        }

        var uses = facts.Relations.SelectMany(r => Uses(r, open)).ToLookup(u => u.Figure);
        var totals = (facts[DraftSchemas.StatedTotals.Name]?.Rows ?? []).ToLookup(r => r.Values[DraftSchemas.StatedTotals.IndexOf("list")], ValueComparer.Instance);
        foreach (var figure in open)
        {
            var own = uses[figure].Where(u => u.Row.Schema != DraftSchemas.Figures).ToList();
            var reasons = own.Select(u => Total(u.Row, totals) ?? Reason(u.Row.Schema, u.Column, [.. own.Select(o => o.Row.Schema.Name)])).OfType<string>().Distinct().Take(MostReasons).ToList();
            ledger.Explain(figure, reasons.Count > 0 ? string.Join("; ", reasons)
                : Names(DraftSchemas.Figures.Name, DraftSchemas.Figures.IndexOf("value"), []) is { } names ? $"{Ledger.NoConstruction}, and {names}"
                : Ledger.NoConstruction);
        }
    }

    /// <summary>The reasons of the cells of tables, worked out once somebody asks: tables are large.</summary>
    public Func<int, string?> OfCells(IReadOnlyList<Relation> tables)
    {
        var uses = new Lazy<Dictionary<int, string>>(() => tables.SelectMany(t => Uses(t, null)).ToDictionary(u => u.Figure, u => Reason(u.Row.Schema, u.Column, [])));
        return figure => uses.Value.GetValueOrDefault(figure);
    }

    private static IEnumerable<(int Figure, Row Row, int Column)> Uses(Relation relation, HashSet<int>? wanted)
    {
        foreach (var row in relation.Rows)
        {
            for (var i = 0; i < (row.Figures?.Length ?? 0); i++)
            {
                if (row.Figures![i] is not Row.NoFigure and var figure && wanted?.Contains(figure) != false)
                {
                    yield return (figure, row, i);
                }
            }
        }
    }

    // What the words of a list and its total say goes before what rules make of it.
    private static string? Total(Row row, ILookup<Value, Row> totals)
    {
        if (row.Schema == DraftSchemas.Items)
        {
            var own = totals[row.Values[row.Schema.IndexOf("list")]].ToList();
            return own.Count == 0 ? "it stands in a list for which no total is stated"
                : own.TrueForAll(IsPartial) ? "it stands in a list whose total is of more, or of something else"
                : null;
        }

        return row.Schema == DraftSchemas.StatedTotals && IsPartial(row) ? "it is a total of more, or of something else, than the list beside it" : null;
    }

    private static bool IsPartial(Row total) => total.Values[total.Schema.IndexOf(Partial)] is Value.Judgement { IsTrue: true };

    private string Reason(Schema schema, int column, IReadOnlyList<string> others)
    {
        var place = $"it is `{schema.Columns[column].Name}` in `{schema.Name}`";
        return readers.Value.Contains((schema.Name, column)) ? Names(schema.Name, column, others) is { } names ? $"{place}, and {names}" : place : $"{place}, which no check of this run reads";
    }

    // A derivation that took the figure over did cover it; what it derives has a reason of its own. Beside rules derivations are no news: short forms are made of both.
    private string? Names(string relation, int column, IReadOnlyList<string> others)
    {
        var own = readers.Value[(relation, column)].Where(r => r.Derived is null || !others.Contains(r.Derived)).ToList();
        var derivesAlone = own.TrueForAll(r => r.Derived is not null);
        var names = own.Where(r => r.Derived is null || derivesAlone).Select(r => r.Derived is null ? r.Name : $"the derivation `{r.Derived}`").Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count switch
        {
            0 => null,
            1 when derivesAlone => $"{names[0]} passes it on to no check",
            1 => $"{names[0]} does not cover it there",
            2 => $"{names[0]} and {names[1]} do not cover it there",
            _ => $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more do not cover it there",
        };
    }
}
