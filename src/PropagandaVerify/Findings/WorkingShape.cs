using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Findings;

/// <summary>Tells what kind of reckoning a check is, by its expressions alone: a sum, a product with a factor on record, a relation of dates.</summary>
internal sealed class WorkingShape(Outcome outcome, WorkingBuilder working)
{
    private const int MostDates = 12;

    /// <summary>The names of the operands that one of two sides adds up.</summary>
    public IReadOnlyList<string> Terms(Expression left, Expression right) => Added(working.Unfold(left)) is { Count: > 0 } terms ? terms : Added(working.Unfold(right));

    /// <summary>The factor of a product on one side, against the one that the other side asks for.</summary>
    public ImpliedFactor? Factor(Expression left, Expression right) => FactorOf(working.Unfold(left), right) ?? FactorOf(working.Unfold(right), left);

    /// <summary>The dates that the check reads, each once.</summary>
    public IReadOnlyList<Operand> Dates()
    {
        var dates = new List<Operand>();
        foreach (var column in Read(outcome.Rule.Rule.Check).OfType<Expression.Column>())
        {
            if (!outcome.Rule.Names.TryGetValue(column.Owner.Text, out var name))
            {
                continue;
            }

            var at = name.Schema.IndexOf(column.Path);
            IEnumerable<Row> rows = name.IsGroup ? outcome.Frame.Groups[name.Slot].Rows.Take(MostDates) : [outcome.Frame.Rows[name.Slot]];
            dates.AddRange(rows.Where(r => at >= 0 && r.Values[at] is Value.Date { Period: var p } && p != Period.Always).Select(r => working.Made(ExpressionText.Of(column), r.Values[at], r.PlaceOf(at))));
        }

        return [.. dates.DistinctBy(d => (d.Days, d.Place)).Take(MostDates)];
    }

    private static List<string> Added(Expression side) => side switch
    {
        Expression.Call { Function: "sum", Arguments: [Expression.Column column] } => [ExpressionText.Of(column)],
        Expression.Binary { Operator: "+" } => Summands(side),
        _ => [],
    };

    // A chain in which anything but a figure is added, or a figure is multiplied first, has no parts to show.
    private static List<string> Summands(Expression chain)
    {
        var names = new List<string>();
        var waiting = new Stack<Expression>([chain]);
        while (waiting.TryPop(out var next))
        {
            switch (next)
            {
                case Expression.Binary { Operator: "+" } sum:
                    waiting.Push(sum.Right);
                    waiting.Push(sum.Left);
                    break;
                case Expression.Call { Function: "number" or "as_written", Arguments: [Expression.Column column] }:
                    names.Add(ExpressionText.Of(column));
                    break;
                case Expression.Column column:
                    names.Add(ExpressionText.Of(column));
                    break;
                default:
                    return [];
            }
        }

        return names;
    }

    private ImpliedFactor? FactorOf(Expression side, Expression other)
    {
        if (side is not Expression.Binary { Operator: "*" } product || working.Evaluated(working.Unfold(other)) is not Value.Number { Quantity: var asked })
        {
            return null;
        }

        foreach (var (factor, figure) in new[] { (working.Unfold(product.Left), working.Unfold(product.Right)), (working.Unfold(product.Right), working.Unfold(product.Left)) })
        {
            if (figure is Expression.Column && factor is Expression.Call && working.Evaluated(factor) is Value.Number { Quantity: { Loose: { Low: { } low, High: { } high } } known } && low < high
                && working.Evaluated(figure) is Value.Number { Quantity: var stated } && known.Unit.IsStated && known.Unit == asked.Unit / stated.Unit && Quantity.Divide(asked, stated) is { } implied)
            {
                return new ImpliedFactor(working.Made(ExpressionText.Of(factor), new Value.Number(known), null), working.Made(ExpressionText.Of(other), new Value.Number(implied), null));
            }
        }

        return null;
    }

    // What the check reads, names opened.
    private IEnumerable<Expression> Read(Expression check)
    {
        var opened = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<Expression>([check]);
        while (waiting.TryPop(out var next))
        {
            foreach (var part in next.All())
            {
                yield return part;
                if (part is Expression.Name name && opened.Add(name.Text) && outcome.Rule.Rule.Lets.FirstOrDefault(l => l.Name == name.Text) is { } let)
                {
                    waiting.Push(let.Expression);
                }
            }
        }
    }
}
