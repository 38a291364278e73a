using System.Runtime.Intrinsics;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Scans;

/// <summary>An expression over the records of a batch, worked out once a batch however many rules have it.</summary>
internal abstract class Vector
{
    private int known = -1;

    public void Update(Batch batch)
    {
        if (known != batch.Stamp)
        {
            known = batch.Stamp;
            Compute(batch);
        }
    }

    protected abstract void Compute(Batch batch);

    /// <summary>What a database works out for the same; null where it cannot do so exactly.</summary>
    public virtual Term? Lowered(Lowering into) => null;

    /// <summary>What comes of two words one of which stands for no value that it holds.</summary>
    protected static long Without(long a, long b) => a is Cells.Missing or Cells.Unreadable || b is Cells.Missing or Cells.Unreadable ? Cells.Missing : Cells.Large;
}

/// <summary>
/// Numbers in words at one scale, each with the set around it: half of <see cref="Half"/> units to either side, or half of what <see cref="Halves"/> says of each. The true
/// set may be wider, never narrower, so that what a vector says surely holds does hold.
/// </summary>
internal abstract class NumberVector : Vector
{
    /// <summary>The words; <see cref="Cells.Missing"/> where there is no value, <see cref="Cells.Large"/> where it does not fit.</summary>
    public abstract long[] Words { get; }

    /// <summary>Digits behind the decimal mark.</summary>
    public required int Scale { get; init; }

    public long Half { get; init; }

    public virtual long[]? Halves => null;

    /// <summary>How many written figures were added.</summary>
    public int Terms { get; init; } = 1;

    /// <summary>How many times the terms and their squares count, record by record; null where they count once.</summary>
    public virtual long[]? Times => null;

    /// <summary>The sum of their squared rounding units, in squared units of the scale.</summary>
    public Int128 Squared { get; init; }

    public Unit Unit { get; init; }

    public override Figure? Lowered(Lowering into) => null;

    /// <summary>How far the set around the number reaches to either side, for a database; null where it cannot work it out exactly.</summary>
    public virtual Figure? LoweredWidth(Lowering into) => Halves is null ? Lowering.Half(Half, Scale) : null;
}

/// <summary>The words of a column.</summary>
internal sealed class ColumnVector(Cells cells) : NumberVector
{
    public Cells Cells => cells;

    public override long[] Words => cells.Words;

    public override Figure? Lowered(Lowering into) => into.Column(cells) as Figure;

    protected override void Compute(Batch batch)
    {
    }
}

/// <summary>One number for all records.</summary>
internal sealed class ConstantVector : NumberVector
{
    public ConstantVector(long word)
    {
        Word = word;
        Words = new long[Batch.Size];
        Array.Fill(Words, word);
    }

    public long Word { get; }

    public override long[] Words { get; }

    public override Figure? Lowered(Lowering into) => new Figure.Constant(Word, Scale);

    protected override void Compute(Batch batch)
    {
    }
}

/// <summary>The same numbers at a finer scale.</summary>
internal sealed class FinerVector(NumberVector of, long factor) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public override long[]? Halves { get; } = of.Halves is null ? null : new long[Batch.Size];

    public override long[]? Times => of.Times;

    public override Figure? Lowered(Lowering into) => of.Lowered(into);

    public override Figure? LoweredWidth(Lowering into) => of.LoweredWidth(into);

    protected override void Compute(Batch batch)
    {
        of.Update(batch);
        var (from, to, halves, count) = (of.Words, Words, of.Halves, batch.Count);
        for (var i = 0; i < count; i++)
        {
            to[i] = Finer(from[i], factor);
        }

        for (var i = 0; halves is not null && i < count; i++)
        {
            Halves![i] = Math.Max(0, Finer(halves[i], factor));
        }
    }

    private static long Finer(long word, long factor)
    {
        if (!Cells.IsHeld(word))
        {
            return word;
        }

        var high = Math.BigMul(word, factor, out var low);
        return high == low >> 63 && low is >= -Cells.Most and <= Cells.Most ? low : Cells.Large;
    }
}

/// <summary>The sum of two vectors of one scale, or their difference.</summary>
internal sealed class SumVector(NumberVector a, NumberVector b, bool isDifference) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public override long[]? Halves { get; } = a.Halves is null && b.Halves is null ? null : new long[Batch.Size];

    public override Figure? Lowered(Lowering into) => Figure.Added(a.Lowered(into), b.Lowered(into), isDifference);

    public override Figure? LoweredWidth(Lowering into) => Figure.Added(a.LoweredWidth(into), b.LoweredWidth(into));

    protected override void Compute(Batch batch)
    {
        a.Update(batch);
        b.Update(batch);
        var (x, y, sums) = (a.Words, b.Words, Words);
        for (var i = 0; i < batch.Count; i++)
        {
            var (left, right) = (x[i], y[i]);
            if (left <= Cells.Large || right <= Cells.Large)
            {
                sums[i] = Without(left, right);
                continue;
            }

            // Words are small enough that the sum of two is one.
            var sum = isDifference ? left - right : left + right;
            sums[i] = sum is >= -Cells.Most and <= Cells.Most ? sum : Cells.Large;
        }

        var (halves, ofA, ofB, halfA, halfB) = (Halves, a.Halves, b.Halves, a.Half, b.Half);
        for (var i = 0; halves is not null && i < batch.Count; i++)
        {
            halves[i] = Math.Min(Cells.Most, (ofA is null ? halfA : ofA[i]) + (ofB is null ? halfB : ofB[i]));
        }
    }
}

/// <summary>The product of two vectors.</summary>
internal sealed class ProductVector(NumberVector a, NumberVector b) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public override long[]? Halves { get; } = a.Halves is null && b.Halves is null && a.Half == 0 && b.Half == 0 ? null : new long[Batch.Size];

    public override Figure? Lowered(Lowering into) => Figure.Multiplied(a.Lowered(into), b.Lowered(into));

    // The end of the true set that is nearer, as below; less than nought where both numbers are lost in their rounding, which then is no width at all.
    public override Figure? LoweredWidth(Lowering into)
    {
        if (Halves is null)
        {
            return base.LoweredWidth(into);
        }

        var (x, y) = (a.LoweredWidth(into), b.LoweredWidth(into));
        var (ofB, ofA, both) = (Figure.Multiplied(Figure.SizeOf(a.Lowered(into)), y), Figure.Multiplied(Figure.SizeOf(b.Lowered(into)), x), Figure.Multiplied(x, y));
        return Figure.Added(Figure.Added(ofB, ofA), both, isDifference: true);
    }

    protected override void Compute(Batch batch)
    {
        a.Update(batch);
        b.Update(batch);
        for (var i = 0; i < batch.Count; i += Fours.Count)
        {
            if (!Four(i))
            {
                Some(i, Math.Min(i + Fours.Count, batch.Count));
            }
        }
    }

    // Sums of two products of these fit a word.
    private const long Small = 1L << 30;

    private bool Four(int index)
    {
        if (!Fours.AreFast)
        {
            return false;
        }

        var (left, right) = (Fours.At(a.Words, index), Fours.At(b.Words, index));
        var (sizeA, sizeB) = (Vector256.Abs(left), Vector256.Abs(right));
        var (x, y) = (Around(a, index), Around(b, index));
        if ((sizeA | sizeB | x | y) is var all && (Vector256.LessThanAny(all, Vector256<long>.Zero) || Vector256.GreaterThanOrEqualAny(all, Vector256.Create(Small))))
        {
            return false;
        }

        (left * right).CopyTo(Words, index);
        if (Halves is not null)
        {
            Vector256.Max(Vector256<long>.Zero, (sizeA * y) + (sizeB * x) - (((x * y) + Vector256<long>.One) >> 1)).CopyTo(Halves, index);
        }

        return true;
    }

    private static Vector256<long> Around(NumberVector of, int index) => of.Halves is null ? Vector256.Create(of.Half) : Fours.At(of.Halves, index);

    private void Some(int from, int to)
    {
        var (x, y, halves, ofA, ofB) = (a.Words, b.Words, Halves, a.Halves, b.Halves);
        for (var i = from; i < to; i++)
        {
            var (left, right) = (x[i], y[i]);
            if (left <= Cells.Large || right <= Cells.Large)
            {
                Words[i] = Without(left, right);
                continue;
            }

            var high = Math.BigMul(left, right, out var low);
            if (high != low >> 63 || low is < -Cells.Most or > Cells.Most)
            {
                Words[i] = Cells.Large;
                continue;
            }

            Words[i] = low;
            if (halves is not null)
            {
                halves[i] = HalfOf(Math.Abs(left), Math.Abs(right), ofA is null ? a.Half : ofA[i], ofB is null ? b.Half : ofB[i]);
            }
        }
    }

    // The end of the true set that is nearer: |a|·y + |b|·x − x·y/2 half units, rounded down.
    private static long HalfOf(long left, long right, long x, long y)
    {
        if ((x | y | left | right) < Small)
        {
            return Math.Max(0, unchecked((left * y) + (right * x) - (((x * y) + 1) >> 1)));
        }

        var half = ((Int128)left * y) + ((Int128)right * x) - ((((Int128)x * y) + 1) / 2);
        return half < 0 ? 0 : half > Cells.Most ? Cells.Most : (long)half;
    }
}

/// <summary>Numbers where a condition holds; elsewhere they are missing.</summary>
internal sealed class GivenVector(NumberVector of, TruthVector condition) : NumberVector
{
    public override long[] Words { get; } = new long[Batch.Size];

    public override long[]? Halves => of.Halves;

    public override long[]? Times => of.Times;

    public override Figure? Lowered(Lowering into) => of.Lowered(into) is { } figure && condition.Condition(into) is { IsExact: true } given ? new Figure.Given(figure, given) : null;

    public override Figure? LoweredWidth(Lowering into) => of.LoweredWidth(into);

    protected override void Compute(Batch batch)
    {
        of.Update(batch);
        condition.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Words[i] = condition.Truths[i] switch { Truth.Yes => of.Words[i], Truth.Open => Cells.Large, _ => Cells.Missing };
        }
    }
}

/// <summary>Texts or dates in the words of their cells.</summary>
internal class WordVector(long[] words) : Vector
{
    public long[] Words => words;

    /// <summary>The column whose words they are; null where they are none's.</summary>
    public Cells? Cells { get; init; }

    /// <summary>The value that all of them stand for; null where they stand for several.</summary>
    public Value? Value { get; init; }

    public static WordVector Of(long word, Value value)
    {
        var words = new long[Batch.Size];
        Array.Fill(words, word);
        return new WordVector(words) { Value = value };
    }

    public override Word? Lowered(Lowering into) => Value switch
    {
        Value.Text text => new Word.Text(text.Content),
        Value.Date { Period: var period } when period.Start == period.End => new Word.Day(period.Start),
        _ => Cells is null ? null : into.Column(Cells) as Word,
    };

    /// <summary>The first or the last of the days that the dates may mean.</summary>
    public Word? LoweredDay(Lowering into, bool isLast) =>
        Value is Value.Date { Period: var period } ? new Word.Day(isLast ? period.End : period.Start) : Lowered(into) is { Kind: WordKind.Day } day ? day : null;

    protected override void Compute(Batch batch)
    {
    }
}
