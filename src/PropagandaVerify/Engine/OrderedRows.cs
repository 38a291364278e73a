using PropagandaVerify.Facts;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Engine;

/// <summary>The rows of a group along a number or a date, those of one value together. Rows without a value have no place in it.</summary>
internal sealed class OrderedRows
{
    private readonly List<(Value At, RowGroup Rows)> steps;

    private OrderedRows(List<(Value, RowGroup)> steps) => this.steps = steps;

    public static OrderedRows By(IReadOnlyList<Row> rows, Func<Row, Value> value) => new(
    [
        .. rows.Select(r => (At: value(r), Row: r)).Where(r => r.At is not Value.Missing).OrderBy(r => r.At, Comparer<Value>.Create(Compare)).ToList()
            .GroupBy(r => r.At, ValueComparer.Instance).Select(g => (g.Key, new RowGroup([.. g.Select(r => r.Row)]))),
    ]);

    /// <summary>The rows with the greatest value below this one; none where the value is missing.</summary>
    public RowGroup Before(Value value)
    {
        var (low, high) = (0, value is Value.Missing ? 0 : steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(steps[middle].At, value) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? steps[low - 1].Rows : new RowGroup([]);
    }

    // A period stands where it begins, the shorter of two first.
    private static int Compare(Value? a, Value? b) => (a, b) switch
    {
        (Value.Number m, Value.Number n) => m.Quantity.Value.CompareTo(n.Quantity.Value),
        (Value.Date m, Value.Date n) => m.Period.Start == n.Period.Start ? m.Period.End.CompareTo(n.Period.End) : m.Period.Start.CompareTo(n.Period.Start),
        _ => 0,
    };
}
