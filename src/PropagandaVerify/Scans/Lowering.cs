using System.Numerics;

namespace PropagandaVerify.Scans;

/// <summary>Brings what vectors say of the rows of one table to a plan for a database; for a rule it gathers the groups that these look up.</summary>
/// <param name="joined">The columns of the tables whose rows are joined, in the order of their names.</param>
internal sealed class Lowering(SieveColumns columns, Func<Grouping, LoweredGrouping?> groupingOf, IReadOnlyList<SieveColumns>? joined = null)
{
    private readonly List<GroupRows> rows = [];

    /// <summary>The groups looked up so far.</summary>
    public List<SievedLookup> Lookups { get; } = [];

    /// <summary>How many digits of nought a power of ten has.</summary>
    public static int Zeros(long power) => power < 10 ? 0 : 1 + Zeros(power / 10);

    /// <summary>Half of so many units to either side.</summary>
    public static Figure? Half(long units, int scale) => Figure.Fitting(new Figure.Constant(5 * (BigInteger)units, scale + 1));

    public static Condition Same(Term? a, Term? b) => IsComparable(a, b) ? new Condition.AreSame(a!, b!) : Condition.Open;

    public static bool IsComparable(Term? a, Term? b) => (a, b) switch
    {
        (Figure x, Figure y) => Figure.AreComparable(x, y),
        (Word x, Word y) => x.Kind == y.Kind,
        _ => false,
    };

    public Term? Column(Cells cells) => columns.Of(cells);

    /// <summary>A column of the row that a name behind the first joins.</summary>
    public Term? Joined(int name, Cells cells) => joined![name - 1].Of(cells) switch
    {
        Figure.OfColumn figure => figure with { Name = name },
        Word.OfColumn word => word with { Name = name },
        _ => null,
    };

    /// <summary>The number of a lookup; null where the database cannot have its groups.</summary>
    public int? LookupOf(GroupRows group)
    {
        var known = rows.IndexOf(group);
        if (known >= 0)
        {
            return known;
        }

        if (groupingOf(group.Grouping) is not { } grouping)
        {
            return null;
        }

        var outer = group.Outer.Select(k => k.Cells is { } cells ? Column(cells) : null).ToList();
        if (!outer.Zip(grouping.Key, IsComparable).All(same => same))
        {
            return null;
        }

        rows.Add(group);
        Lookups.Add(new SievedLookup(grouping.Number, [.. outer.Select(o => o!)]));
        return rows.Count - 1;
    }

    /// <summary>What an accumulator gathers over the groups that rows lead to; null where the database cannot gather it.</summary>
    public Term? Aggregate(GroupRows group, Accumulator? of) => LookupOf(group) is { } lookup ? groupingOf(group.Grouping)!.Of(lookup, of) : null;

    /// <summary>The number of the first row of the groups.</summary>
    public (int Lookup, int Aggregate)? FirstRow(GroupRows group) => LookupOf(group) is { } lookup ? (lookup, groupingOf(group.Grouping)!.Add(SievedGathering.FirstRow, null)) : null;
}

/// <summary>A grouping of a plan, and what of it was asked for so far.</summary>
/// <param name="isJoined">Whether its rows are joined one by one, so that nothing is gathered.</param>
internal sealed class LoweredGrouping(int number, int table, IReadOnlyList<Term> key, Condition? condition, SieveColumns columns, bool isJoined = false)
{
    private readonly List<SievedAggregate> aggregates = [new(SievedGathering.Count, null)];

    public int Number => number;

    public IReadOnlyList<Term> Key => key;

    public SievedGrouping Plan => new(table, key, condition, isJoined ? [] : aggregates);

    /// <summary>The number of an aggregate.</summary>
    public int Add(SievedGathering gathering, Term? term, Condition? condition = null)
    {
        var aggregate = new SievedAggregate(gathering, term, condition);
        if (!aggregates.Contains(aggregate))
        {
            aggregates.Add(aggregate);
        }

        return aggregates.IndexOf(aggregate);
    }

    /// <summary>What an accumulator gathers, as a term over a row that leads to the group; null where that cannot be said.</summary>
    public Term? Of(int lookup, Accumulator? of)
    {
        var inner = new Lowering(columns, _ => null);
        return of switch
        {
            null => new Figure.OfGroup(lookup, 0, 0, columns.Table.Rows),
            SumAccumulator sum when sum.Term.Lowered(inner) is { } term && Figure.Fitting(new Figure.OfGroup(lookup, 0, term.Scale, term.Most * columns.Table.Rows)) is Figure.OfGroup figure =>
                figure with { Aggregate = Add(SievedGathering.Sum, term) },
            ExtremeAccumulator extreme when extreme.Column.Lowered(inner) is { } term => new Figure.OfGroup(lookup, Add(extreme.IsSmallest ? SievedGathering.Least : SievedGathering.Greatest, term), term.Scale, term.Most),
            FirstAccumulator first => inner.Column(first.Cells) switch
            {
                Figure figure => new Figure.OfGroup(lookup, Add(SievedGathering.First, figure), figure.Scale, figure.Most),
                Word word => new Word.OfGroup(lookup, Add(SievedGathering.First, word), word.Kind),
                _ => null,
            },
            CountAccumulator { Term: TruthVector truth } => truth.Condition(inner) is { IsExact: true } condition ? Rows(SievedGathering.Meeting, null, condition) : null,
            CountAccumulator counted => counted.Term?.Lowered(inner) is { } term ? Rows(SievedGathering.Filled, term) : null,
            ValueAccumulator { IsFirst: false } distinct => distinct.Term?.Lowered(inner) is { } term ? Rows(SievedGathering.Distinct, term) : null,
            _ => null,
        };

        Figure.OfGroup Rows(SievedGathering gathering, Term? term, Condition? condition = null) => new(lookup, Add(gathering, term, condition), 0, columns.Table.Rows);
    }
}
