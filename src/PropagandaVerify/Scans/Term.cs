using System.Globalization;
using System.Numerics;

namespace PropagandaVerify.Scans;

/// <summary>What a database works out of a row of a table: a value that it has exactly, or none where the row lacks one.</summary>
public abstract record Term
{
    /// <summary>Whether some row may lack the value.</summary>
    public virtual bool MayLack => true;
}

/// <summary>A decimal number.</summary>
/// <param name="Scale">Digits behind the decimal mark.</param>
/// <param name="Most">No value is further from nought than so many units of the last digit.</param>
public abstract record Figure(int Scale, BigInteger Most) : Term
{
    /// <summary>Most digits of a number.</summary>
    public const int MostDigits = 38;

    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, MostDigits + 1).Select(n => BigInteger.Pow(10, n))];

    /// <summary>How many digits a decimal type needs to hold every value.</summary>
    public int Width => Math.Max(Math.Max(1, Scale), Array.FindIndex(Powers, p => Most < p));

    /// <summary>The number that a column holds.</summary>
    /// <param name="Index">The column, from 0.</param>
    /// <param name="Least">No value is nearer to nought.</param>
    /// <param name="HasGaps">Whether some cell holds none.</param>
    /// <param name="Name">The name whose row it is, from 0; those of joined rows come behind the first.</param>
    public sealed record OfColumn(int Index, int Scale, BigInteger Most, BigInteger Least, bool HasGaps, int Name = 0) : Figure(Scale, Most)
    {
        public override bool MayLack => HasGaps;
    }

    /// <summary>What an aggregate gives over the group that a row leads to.</summary>
    /// <param name="Lookup">The lookup of the rule.</param>
    /// <param name="Aggregate">The aggregate of its grouping.</param>
    public sealed record OfGroup(int Lookup, int Aggregate, int Scale, BigInteger Most) : Figure(Scale, Most);

    public sealed record Constant(BigInteger Digits, int Scale) : Figure(Scale, BigInteger.Abs(Digits))
    {
        public override bool MayLack => false;

        /// <summary>A decimal with all of its digits.</summary>
        public static string Written(BigInteger digits, int scale)
        {
            var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            return $"{(digits.Sign < 0 ? "-" : "")}{text[..^scale]}{(scale > 0 ? "." : "")}{text[^scale..]}";
        }
    }

    public sealed record Sum(Figure A, Figure B, bool IsDifference, int Scale, BigInteger Most) : Figure(Scale, Most)
    {
        public override bool MayLack => A.MayLack || B.MayLack;
    }

    public sealed record Product(Figure A, Figure B) : Figure(A.Scale + B.Scale, A.Most * B.Most)
    {
        public override bool MayLack => A.MayLack || B.MayLack;
    }

    /// <summary>A number where a condition holds, which is known wherever no value is missing; elsewhere none.</summary>
    public sealed record Given(Figure Of, Condition If) : Figure(Of.Scale, Of.Most);

    /// <summary>What an aggregate gives over the group that a row leads to, and another number where that has no rows.</summary>
    /// <param name="Lookup">The lookup of the rule.</param>
    public sealed record OrElse(Figure Of, int Lookup, Constant Empty) : Figure(Math.Max(Of.Scale, Empty.Scale), BigInteger.Max(Of.Most * BigInteger.Pow(10, Math.Max(0, Empty.Scale - Of.Scale)), Empty.Most * BigInteger.Pow(10, Math.Max(0, Of.Scale - Empty.Scale))));

    /// <summary>How far a number is from nought.</summary>
    public sealed record Size(Figure Of) : Figure(Of.Scale, Of.Most)
    {
        public override bool MayLack => Of.MayLack;
    }

    /// <summary>The number itself; null where a decimal type does not hold all of its values.</summary>
    internal static Figure? Fitting(Figure? figure) => figure is { Scale: <= MostDigits } && figure.Most < Powers[MostDigits] ? figure : null;

    /// <summary>The sum of two numbers; null where either is not known, or a decimal type does not hold all sums.</summary>
    internal static Figure? Added(Figure? a, Figure? b, bool isDifference = false)
    {
        if (a is null || b is null)
        {
            return null;
        }

        var scale = Math.Max(a.Scale, b.Scale);
        if (a is Constant { Digits: var x } && b is Constant { Digits: var y })
        {
            return Fitting(new Constant((x * BigInteger.Pow(10, scale - a.Scale)) + ((isDifference ? -1 : 1) * y * BigInteger.Pow(10, scale - b.Scale)), scale));
        }

        return b is Constant { Digits.IsZero: true } ? a : a is Constant { Digits.IsZero: true } && !isDifference ? b : Fitting(new Sum(a, b, isDifference, scale, (a.Most * BigInteger.Pow(10, scale - a.Scale)) + (b.Most * BigInteger.Pow(10, scale - b.Scale))));
    }

    /// <summary>The product of two numbers; null where either is not known, or a decimal type does not hold all products.</summary>
    internal static Figure? Multiplied(Figure? a, Figure? b) => a is null || b is null ? null
        : a is Constant { Digits: var x } && b is Constant { Digits: var y } ? Fitting(new Constant(x * y, a.Scale + b.Scale))
        : a.Width + b.Width > MostDigits ? null : Fitting(new Product(a, b));

    /// <summary>Whether one decimal type holds all values of both.</summary>
    internal static bool AreComparable(Figure a, Figure b) => Math.Max(a.Width - a.Scale, b.Width - b.Scale) + Math.Max(a.Scale, b.Scale) <= MostDigits;

    internal static Figure? SizeOf(Figure? of) => of switch
    {
        null => null,
        Constant { Digits: var digits, Scale: var scale } => new Constant(BigInteger.Abs(digits), scale),
        _ => new Size(of),
    };

    /// <summary>Whether one number is below another in every row that has both.</summary>
    internal static bool IsBelow(Figure a, Figure b) => a is Constant { Digits: var digits }
        && b switch { Constant constant => constant.Digits, Size { Of: OfColumn { Least: var least } } => least, _ => (BigInteger?)null } is { } other
        && digits * BigInteger.Pow(10, b.Scale) < other * BigInteger.Pow(10, a.Scale);
}

/// <summary>A text or a day, which is compared byte by byte.</summary>
/// <param name="Kind">What it is; only words of one kind are compared.</param>
public abstract record Word(WordKind Kind) : Term
{
    /// <summary>What a column holds.</summary>
    /// <param name="Index">The column, from 0.</param>
    /// <param name="HasGaps">Whether some cell holds none.</param>
    /// <param name="Name">The name whose row it is, from 0.</param>
    public sealed record OfColumn(int Index, WordKind Kind, bool HasGaps, int Name = 0) : Word(Kind)
    {
        public override bool MayLack => HasGaps;
    }

    /// <summary>What an aggregate gives over the group that a row leads to.</summary>
    /// <param name="Lookup">The lookup of the rule.</param>
    /// <param name="Aggregate">The aggregate of its grouping.</param>
    public sealed record OfGroup(int Lookup, int Aggregate, WordKind Kind) : Word(Kind);

    public sealed record Text(string Content) : Word(WordKind.Text);

    public sealed record Day(DateOnly Date) : Word(WordKind.Day);
}

/// <summary>What a word is.</summary>
public enum WordKind
{
    Text,

    /// <summary>A day of the calendar.</summary>
    Day,

    /// <summary>A date as text, each date of the column in one way of writing.</summary>
    WrittenDate,
}
