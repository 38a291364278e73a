using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>
/// Estimates how many rows a rule looks at, before it runs: a name that an equality joins to those before it finds its rows by a hash, one without
/// is tried row by row. What goes over the bound by a rule's own form is told when the rule is read.
/// </summary>
internal sealed class CostEstimate
{
    private readonly Rule rule;
    private readonly Catalog catalog;
    private readonly Limits limits;
    private readonly List<Diagnostic> diagnostics = [];
    private double looked;

    private CostEstimate(Rule rule, Catalog catalog, Limits limits)
    {
        this.rule = rule;
        this.catalog = catalog;
        this.limits = limits;
    }

    /// <returns>How many tuples the rule is about, at most, and the relation that makes it look at too many rows.</returns>
    public static (double Tuples, IReadOnlyList<Diagnostic> Diagnostics) Of(Rule rule, IReadOnlyList<Access> rows, IReadOnlyList<Access> groups, Catalog catalog, Limits limits)
    {
        var estimate = new CostEstimate(rule, catalog, limits);
        var tuples = 1.0;
        for (var i = 0; i < rows.Count; i++)
        {
            tuples *= rows[i].IsHashed ? 1 : estimate.SizeOf(rows[i].Schema);
            estimate.Look(tuples, i, rows[i], isGroup: false);
        }

        for (var i = 0; i < groups.Count; i++)
        {
            var access = groups[i];
            var size = estimate.SizeOf(access.Schema);
            estimate.Look(access.IsHashed ? tuples : access.Filters.Count > 0 && !access.FiltersRowsAlone ? tuples * size : size, i, access, isGroup: true);
        }

        return (tuples, estimate.diagnostics);
    }

    private double SizeOf(Schema schema) => catalog.RowsOf(schema.Name) ?? limits.AssumedDraftRows;

    private void Look(double rows, int index, Access access, bool isGroup)
    {
        looked += rows;
        if (looked <= limits.MaxTuplesPerRule || diagnostics.Count > 0)
        {
            return;
        }

        var (name, span) = isGroup ? (rule.With[index].Name, rule.With[index].Relation.Span) : (rule.For[index].Name, rule.For[index].RelationSpan);
        var times = Math.Max(2, Math.Round(looked / limits.MaxTuplesPerRule));
        var assumed = catalog.RowsOf(access.Schema.Name) is null ? $", with {limits.AssumedDraftRows} rows for each relation of a draft" : "";
        diagnostics.Add(Diagnostic.At(
            rule.Source, span, "R024", DiagnosticKind.Configuration,
            $"this rule would look at about {Number(looked)} rows, {Number(times)} times the bound{assumed}",
            Help(name, access.Schema, index, isGroup)));
    }

    // Columns of the same name on both sides are the likeliest to join by; what names a thing comes before what measures it.
    private string Help(string name, Schema schema, int index, bool isGroup)
    {
        foreach (var (other, relation) in rule.For.Take(isGroup ? rule.For.Count : index).Select(b => (b.Name, catalog[b.Relation]!)))
        {
            var shared = schema.Columns.Where(c => relation.IndexOf(c.Name) is >= 0 and var at && relation.Columns[at].Type == c.Type && c.Type != FactType.Row)
                .OrderBy(c => c.Type is FactType.Text or FactType.Date or FactType.Kind ? 0 : 1).Take(2).Select(c => $"{name}.{c.Name} = {other}.{c.Name}").ToList();
            if (shared.Count > 0)
            {
                return $"bind `{name}` to `{other}` by an equality, such as `{string.Join(" and ", shared)}`";
            }
        }

        return rule.For.Count > 1 || isGroup ? $"bind `{name}` to another name by an equality such as `{name}.{schema.Columns[0].Name} = {rule.For[0].Name}.…`" : "split the relation";
    }

    private static string Number(double value) => value.ToString(value < 1e15 ? "N0" : "0.#e0", CultureInfo.InvariantCulture);
}
