using System.Runtime.CompilerServices;
using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Repairs;

/// <summary>The mentions that an outcome reads, and how its check reads them.</summary>
internal static class Mentions
{
    private static readonly ConditionalWeakTable<Outcome, HashSet<Mention>> Known = [];

    /// <summary>Every mention that the check depends on.</summary>
    public static IReadOnlySet<Mention> ReadBy(Outcome outcome) => Known.GetValue(outcome, o => [.. o.Rule.Reads.SelectMany(use => Of(o, use))]);

    /// <summary>The mentions whose correction the rule proposes.</summary>
    public static IEnumerable<Mention> Changeable(Outcome outcome) => outcome.Rule.Repairs.SelectMany(use => Of(outcome, use));

    public static IEnumerable<Mention> Of(Outcome outcome, FigureUse use)
    {
        IReadOnlyList<Row> rows = use.IsGroup ? outcome.Frame.Groups[use.Slot].Rows : [outcome.Frame.Rows[use.Slot]];
        foreach (var row in rows)
        {
            if (row.Values[use.Column] is Value.Number or Value.Date && row.PlaceOf(use.Column) is not null)
            {
                yield return new Mention(row, Underived(row, use.Column));
            }
        }
    }

    public static Mention? At(Outcome outcome, Expression.Column column) =>
        outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name) && !name.IsGroup ? new Mention(outcome.Frame.Rows[name.Slot], name.Schema.IndexOf(column.Path)) : null;

    /// <summary>An expression with the names of <c>let</c> replaced by what they stand for.</summary>
    public static Expression Unfolded(Outcome outcome, Expression expression) =>
        expression is Expression.Name name && outcome.Rule.Rule.Lets.FirstOrDefault(l => l.Name == name.Text) is { } let ? Unfolded(outcome, let.Expression) : expression;

    public static Value? Evaluated(Outcome outcome, Expression expression)
    {
        try
        {
            return outcome.Rule.Bound.TryGetValue(expression, out var bound) ? bound.Run(outcome.Frame) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The group and column that a plain sum adds up; null for any other expression.</summary>
    public static (int Group, int Column)? SumOf(Outcome outcome, Expression expression) =>
        Unfolded(outcome, expression) is Expression.Call { Function: "sum", Arguments: [Expression.Column column] } && outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name) && name.IsGroup
            && name.Schema.IndexOf(column.Path) is var at && outcome.Frame.Groups[name.Slot].Rows.All(r => r.Values[at] is Value.Number)
            ? (name.Slot, at)
            : null;

    /// <summary>Whether two rows say the same of the same thing; what is nowhere written, such as a place in the list, makes no difference.</summary>
    public static bool AreTwins(Row a, Row b) => Enumerable.Range(0, a.Values.Length).All(i => a.Values[i] is Value.Missing || a.Places is { } written && written[i] is null || Value.AreSame(a.Values[i], b.Values[i]));

    // What follows from another column of the same place stands for that one.
    private static int Underived(Row row, int column)
    {
        if (row.Schema.Columns[column].Derivation is null)
        {
            return column;
        }

        var place = row.PlaceOf(column);
        var source = Enumerable.Range(0, row.Values.Length).FirstOrDefault(i => row.Schema.Columns[i].Derivation is null && row.Values[i] is Value.Number && row.PlaceOf(i) == place, -1);
        return source < 0 ? column : source;
    }
}
