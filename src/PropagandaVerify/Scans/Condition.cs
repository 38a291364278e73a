namespace PropagandaVerify.Scans;

/// <summary>A condition on a row of a table: it holds, does not hold, or is not known, and the connectives go by what is known (after Kleene).</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>What a database cannot tell at all.</summary>
    public static Condition Open { get; } = new Unknown();

    /// <summary>What holds for every row.</summary>
    public static Condition Always { get; } = new Known();

    /// <summary>Whether it is unknown only where a value is missing, so that nobody else knows more.</summary>
    public virtual bool IsExact => true;

    public sealed record Known : Condition;

    public sealed record Unknown : Condition
    {
        public override bool IsExact => false;
    }

    /// <summary>Whether a number is at or below another, or below it.</summary>
    public sealed record IsAtMost(Figure A, Figure B, bool Strictly) : Condition;

    /// <summary>Whether a day is at or before another, or before it.</summary>
    public sealed record IsEarlier(Word A, Word B, bool Strictly) : Condition;

    /// <summary>Whether two numbers or two words are one.</summary>
    public sealed record AreSame(Term A, Term B) : Condition;

    /// <summary>Whether there is a value.</summary>
    public sealed record IsThere(Term Of) : Condition;

    /// <summary>Whether the group that a row leads to has rows.</summary>
    /// <param name="Lookup">The lookup of the rule.</param>
    public sealed record HasRows(int Lookup) : Condition;

    /// <summary>Whether the row is the first of the group that it leads to; not known where that has no rows.</summary>
    /// <param name="Lookup">The lookup of the rule.</param>
    /// <param name="Aggregate">The aggregate that gives the number of its first row.</param>
    public sealed record IsFirst(int Lookup, int Aggregate) : Condition;

    public sealed record Both(Condition A, Condition B) : Condition
    {
        public override bool IsExact => A.IsExact && B.IsExact;
    }

    public sealed record Either(Condition A, Condition B) : Condition
    {
        public override bool IsExact => A.IsExact && B.IsExact;
    }

    public sealed record Not(Condition Of) : Condition
    {
        public override bool IsExact => Of.IsExact;
    }

    /// <summary>A condition that is sufficient: where it does not hold, nothing is known.</summary>
    public sealed record Surely(Condition Of) : Condition
    {
        public override bool IsExact => false;
    }

    /// <summary>Whether there is a value, which goes without saying where no row lacks it.</summary>
    internal static Condition There(Term of) => of.MayLack ? new IsThere(of) : Always;

    /// <summary>One number at or below another as far as that can be told; numbers that are the same for all rows are brought to one side.</summary>
    internal static Condition AtMost(Figure? a, Figure? b, bool strictly = false) => (a, b) switch
    {
        (null, _) or (_, null) => Open,
        (Figure.Sum { IsDifference: true, A: var x, B: var y }, Figure.Constant { Digits.IsZero: true }) => AtMost(x, y, strictly),
        (Figure.Sum { IsDifference: true, A: Figure.Constant x, B: var y }, Figure.Constant) => AtMost(Figure.Added(x, b, isDifference: true), y, strictly),
        (Figure.Sum { IsDifference: var isDifference, A: var x, B: Figure.Constant y }, Figure.Constant) => AtMost(x, Figure.Added(b, y, !isDifference), strictly),
        var (x, y) when Figure.IsBelow(x, y) && !x.MayLack && !y.MayLack => Always,
        var (x, y) => Figure.AreComparable(x, y) ? new IsAtMost(x, y, strictly) : Open,
    };

    /// <summary>Both of two conditions.</summary>
    internal static Condition All(Condition a, Condition b) => a is Known ? b : b is Known ? a : new Both(a, b);
}
