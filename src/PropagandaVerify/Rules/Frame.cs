using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Rules;

/// <summary>The rows that one evaluation of a rule looks at: one row a name in <c>for</c>, one group a name in <c>with</c>.</summary>
internal sealed class Frame(int rows, int groups, int lets)
{
    public Row[] Rows { get; } = new Row[rows];

    public RowGroup[] Groups { get; } = new RowGroup[groups];

    /// <summary>The row that an aggregate is at, by group.</summary>
    public Row?[] Members { get; } = new Row?[groups];

    public Value?[] Lets { get; } = new Value?[lets];

    public Row? Document { get; set; }

    public Frame Copy()
    {
        var copy = new Frame(Rows.Length, Groups.Length, Lets.Length) { Document = Document };
        Rows.CopyTo(copy.Rows, 0);
        Groups.CopyTo(copy.Groups, 0);
        return copy;
    }
}

/// <summary>The rows of a group and what aggregates made of them. Tuples with the same key share one group, so each accumulates once.</summary>
internal sealed class RowGroup(IReadOnlyList<Row> rows, int? count = null)
{
    private Dictionary<object, Value>? made;

    /// <summary>The rows, or some of them where they are too many to be held.</summary>
    public IReadOnlyList<Row> Rows => rows;

    /// <summary>How many rows there are, held or not.</summary>
    public int Count => count ?? rows.Count;

    /// <summary>Says what an aggregate gives over all rows, where not all are held.</summary>
    public void Put(object aggregate, Value value) => (made ??= new Dictionary<object, Value>(ReferenceEqualityComparer.Instance)).Add(aggregate, value);

    /// <summary>What an aggregate gives over all rows; missing where it was not put and only some of them are held.</summary>
    public Value Accumulated(object aggregate, Func<Value> make)
    {
        made ??= new Dictionary<object, Value>(ReferenceEqualityComparer.Instance);
        if (!made.TryGetValue(aggregate, out var value))
        {
            made.Add(aggregate, value = Count > rows.Count ? new Value.Missing("its group has too many rows to be held") : make());
        }

        return value;
    }
}

/// <summary>An expression that is typed and ready to run.</summary>
/// <param name="Source">The expression.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Run">Evaluates it over a frame.</param>
/// <param name="Uses">The names of <c>for</c> and <c>with</c> that it depends on.</param>
internal sealed record Bound(Expression Source, FactType Type, Func<Frame, Value> Run, NameSet Uses)
{
    /// <summary>The unit of its value where that is known when the rule is read; null where only the facts tell.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Whether it divides one thing by another, so that it is a hundredth of what a percentage would say.</summary>
    public bool IsRatio { get; init; }
}
