using System.Runtime.Intrinsics;
namespace PropagandaVerify.Scans;

/// <summary>What is known of a condition about a record without asking the rule itself.</summary>
internal enum Truth : byte
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>It holds.</summary>
    Yes,

    /// <summary>Only the rule itself can tell.</summary>
    Open,

    /// <summary>An operand is missing.</summary>
    Missing,
}

/// <summary>A condition over the records of a batch.</summary>
internal abstract class TruthVector : Vector
{
    public Truth[] Truths { get; } = new Truth[Batch.Size];

    /// <summary>The same for a database, as far as that can tell.</summary>
    public virtual Condition Condition(Lowering into) => Scans.Condition.Open;
}

/// <summary>Whether two vectors of numbers of one scale agree within their sets, and within a tolerance.</summary>
/// <param name="a">The left side.</param>
/// <param name="b">The right side, which a relative tolerance is a share of.</param>
/// <param name="tolerance">An absolute tolerance in units of the scale, or a relative one as a fraction; null for none.</param>
internal sealed class AgreeVector(NumberVector a, NumberVector b, (long Numerator, long Denominator, bool IsRelative)? tolerance) : TruthVector
{
    // Beyond three standard deviations of the rounding of more than four terms, agreement is improbable: 12·d² ≤ 9·Σu².
    private readonly long improbable = a.Times is not null || b.Times is not null || a.Terms + b.Terms <= MostCertain ? long.MaxValue : Root(a.Squared + b.Squared);

    private const int MostCertain = 4;

    private readonly bool isFixed = a.Halves is null && b.Halves is null && tolerance is not { IsRelative: true };

    public override Condition Condition(Lowering into)
    {
        var (left, right) = (a.Lowered(into), b.Lowered(into));
        var apart = Figure.SizeOf(Figure.Added(left, right, isDifference: true));
        if (isFixed)
        {
            return new Condition.Surely(Scans.Condition.AtMost(apart, new Figure.Constant(Allowed(a.Half + b.Half, 0), a.Scale)));
        }

        var width = Figure.Added(a.LoweredWidth(into), b.LoweredWidth(into));
        if (tolerance is var (numerator, denominator, isRelative))
        {
            var part = new Figure.Constant(numerator, Lowering.Zeros(denominator) + (isRelative ? 0 : a.Scale));
            return new Condition.Surely(Scans.Condition.AtMost(apart, Figure.Added(width, isRelative ? Figure.Multiplied(Figure.SizeOf(right), part) : part)));
        }

        // What is probable of a sum of many rounded terms is a matter of squares, which the rule reckons.
        var none = Scans.Condition.AtMost(apart, new Figure.Constant(0, 0));
        if (a.Times is not null || b.Times is not null)
        {
            return new Condition.Surely(none);
        }

        var within = Scans.Condition.AtMost(apart, width, strictly: true);
        return new Condition.Surely(new Condition.Either(
            none,
            improbable == long.MaxValue ? within : new Condition.Both(within, Scans.Condition.AtMost(apart, new Figure.Constant(improbable, a.Scale)))));
    }

    protected override void Compute(Batch batch)
    {
        a.Update(batch);
        b.Update(batch);
        var (x, y, truths, count) = (a.Words, b.Words, Truths, batch.Count);
        var most = isFixed ? Allowed(a.Half + b.Half, 0) : 0;
        var (ofA, ofB, halfA, halfB) = (a.Halves, b.Halves, a.Half, b.Half);
        for (var i = 0; i < count; i++)
        {
            var (left, right) = (x[i], y[i]);
            if (left <= Cells.Large || right <= Cells.Large)
            {
                truths[i] = Without(left, right) == Cells.Missing ? Truth.Missing : Truth.Open;
                continue;
            }

            var difference = Math.Abs(left - right);
            truths[i] = difference == 0 || (difference <= (isFixed ? most : Allowed((ofA is null ? halfA : ofA[i]) + (ofB is null ? halfB : ofB[i]), right)) && IsProbable(i, difference)) ? Truth.Yes : Truth.Open;
        }
    }

    // The same where the number of terms is known only record by record.
    private bool IsProbable(int index, long difference)
    {
        if (tolerance is not null || (a.Times is null && b.Times is null))
        {
            return true;
        }

        var (x, y) = (a.Times?[index] ?? 1, b.Times?[index] ?? 1);
        return (x * a.Terms) + (y * b.Terms) <= MostCertain || 4 * (Int128)difference * difference <= 3 * ((x * a.Squared) + (y * b.Squared));
    }

    // The largest difference that surely is none. Sets that only touch are left to the rule, unless there is a tolerance.
    private long Allowed(long half, long right)
    {
        if (tolerance is not var (numerator, denominator, isRelative))
        {
            return Math.Min(half > 0 ? (half - 1) / 2 : 0, improbable);
        }

        if (!isRelative && denominator == 1)
        {
            return (half / 2) + numerator;
        }

        var width = isRelative ? (Int128)Math.Abs(right) * numerator : numerator;
        return (long)Int128.Min(long.MaxValue, (((Int128)half * denominator) + (2 * width)) / (2 * denominator));
    }

    // The largest difference whose square times 12 is at most nine times the squared units.
    private static long Root(Int128 squared)
    {
        var (low, high) = (0L, 1L << 60);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = (Int128)middle * middle <= squared * 3 / 4 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

/// <summary>Whether a number may lie at or below another of the same scale, given the sets around both.</summary>
internal sealed class PrecedesVector(NumberVector a, NumberVector b, bool strictly) : TruthVector
{
    // Where sets are reckoned from records, they are inner ones: what they allow is allowed, what they refuse may not be refused.
    private readonly Truth otherwise = a.Halves is null && b.Halves is null ? Truth.No : Truth.Open;

    public override Condition Condition(Lowering into)
    {
        var allowed = Scans.Condition.AtMost(Figure.Added(a.Lowered(into), b.Lowered(into), isDifference: true), Figure.Added(a.LoweredWidth(into), b.LoweredWidth(into)), strictly);
        return otherwise == Truth.No ? allowed : new Condition.Surely(allowed);
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

    // Records beyond those of the batch do no harm: their truths are not read.
    private bool Four(int index)
    {
        if (!Fours.AreFast || a.Halves is not null || b.Halves is not null)
        {
            return false;
        }

        var (left, right) = (Fours.At(a.Words, index), Fours.At(b.Words, index));
        if (!Fours.AreHeld(left, right))
        {
            return false;
        }

        Fours.Write(Truths, index, Vector256.LessThanOrEqual(left - right, Vector256.Create(Reach(a.Half + b.Half))), otherwise);
        return true;
    }

    private void Some(int from, int to)
    {
        var (x, y, ofA, ofB) = (a.Words, b.Words, a.Halves, b.Halves);
        for (var i = from; i < to; i++)
        {
            var (left, right) = (x[i], y[i]);
            Truths[i] = left <= Cells.Large || right <= Cells.Large ? Without(left, right) == Cells.Missing ? Truth.Missing : Truth.Open
                : left - right <= Reach((ofA is null ? a.Half : ofA[i]) + (ofB is null ? b.Half : ofB[i])) ? Truth.Yes : otherwise;
        }
    }

    // How far the one may be written above the other.
    private long Reach(long half) => strictly ? (half - 1) >> 1 : half >> 1;
}

/// <summary>
/// Whether a quotient agrees with a number, multiplied across since a quotient of decimals is none: |c·b − a| is less than |b| times what c may be off by. What lies beyond is left
/// to the rule.
/// </summary>
/// <param name="dividendFactor">Brings the dividend to the scale of the product.</param>
/// <param name="productFactor">Brings the product to the scale of the dividend.</param>
/// <param name="width">An absolute tolerance in units of the other side; null for none.</param>
/// <param name="share">A relative tolerance, of the quotient; null for none.</param>
internal sealed class QuotientVector(NumberVector dividend, NumberVector divisor, NumberVector other, long dividendFactor, long productFactor, (long Numerator, long Denominator)? width, (long Numerator, long Denominator)? share) : TruthVector
{
    // The product of two of these fits a word.
    private const long Small = 1_000_000_000;

    // Of few terms, agreement within their sets is not improbable.
    private readonly bool isCertain = other.Times is null && other.Terms < 4;

    private static readonly Int128 MostProduct = Int128.One << 96;
    private static readonly Int128 MostDivisor = Int128.One << 72;

    public override Condition Condition(Lowering into)
    {
        var (a, b, c) = (dividend.Lowered(into), divisor.Lowered(into), other.Lowered(into));
        var (by, half) = (Figure.SizeOf(b), other.LoweredWidth(into));
        var apart = Figure.SizeOf(Figure.Added(Figure.Multiplied(c, b), a, isDifference: true));
        var agrees = width is var (numerator, denominator) ? Scans.Condition.AtMost(apart, Figure.Multiplied(Figure.Added(half, new Figure.Constant(numerator, Lowering.Zeros(denominator) + other.Scale)), by))
            : share is var (part, of) ? Scans.Condition.AtMost(apart, Figure.Multiplied(Figure.SizeOf(a), new Figure.Constant(part, Lowering.Zeros(of))))
            : isCertain ? Scans.Condition.AtMost(apart, Figure.Multiplied(half, by), strictly: true) : Scans.Condition.Open;
        // What agrees within a width does so all the more where it is equal; a divisor is not nought.
        var divides = Scans.Condition.All(Scans.Condition.AtMost(new Figure.Constant(0, 0), by, strictly: true), Scans.Condition.AtMost(divisor.LoweredWidth(into), by, strictly: true));
        var isWide = width is not null || share is not null || (isCertain && half is Figure.Constant { Digits.Sign: > 0 });
        return new Condition.Surely(Scans.Condition.All(divides, isWide ? agrees : new Condition.Either(Scans.Condition.AtMost(apart, new Figure.Constant(0, 0)), agrees)));
    }

    protected override void Compute(Batch batch)
    {
        dividend.Update(batch);
        divisor.Update(batch);
        other.Update(batch);
        var (x, y, z, truths, count) = (dividend.Words, divisor.Words, other.Words, Truths, batch.Count);
        var (ofDivisor, ofOther, halfDivisor, halfOther) = (divisor.Halves, other.Halves, divisor.Half, other.Half);
        for (var i = 0; i < count; i++)
        {
            var (a, b, c) = (x[i], y[i], z[i]);
            if (a <= Cells.Large || b <= Cells.Large || c <= Cells.Large)
            {
                truths[i] = Without(Without(a, b), c) == Cells.Missing ? Truth.Missing : Truth.Open;
                continue;
            }

            // A divisor that may be zero leaves the check undecided. Words are small enough to be doubled.
            truths[i] = 2 * Math.Abs(b) > (ofDivisor is null ? halfDivisor : ofDivisor[i]) && Agrees(a, b, c, ofOther is null ? halfOther : ofOther[i]) ? Truth.Yes : Truth.Open;
        }
    }

    private bool Agrees(long a, long b, long c, long half)
    {
        if (Product(Product(c, b), productFactor) is var product and not long.MaxValue && Product(a, dividendFactor) is var whole and not long.MaxValue && Product(Math.Abs(b), productFactor) is var by and not long.MaxValue)
        {
            var apart = Math.Abs(product - whole);
            if (apart == 0 || (share is var (numerator, denominator) && numerator <= denominator && apart <= Math.Abs(whole) / denominator * numerator))
            {
                return true;
            }

            if (share is null && by < Small && apart < Cells.Most / 2)
            {
                if (width is null)
                {
                    return isCertain && half < Small && 2 * apart < half * by;
                }

                if (width is (< Small / 4, 1) && half < Small / 4)
                {
                    return 2 * apart <= (half + (2 * width.Value.Numerator)) * by;
                }
            }
        }

        return AgreesExactly(a, b, c, half);
    }

    // The largest number stands for one that has no word.
    private static long Product(long a, long b) => a != long.MaxValue && Math.BigMul(a, b, out var low) == low >> 63 && low is >= -Cells.Most and <= Cells.Most ? low : long.MaxValue;

    private bool AgreesExactly(long a, long b, long c, long half)
    {
        var (product, whole, by) = ((Int128)c * b, (Int128)a * dividendFactor, (Int128)Math.Abs(b) * productFactor);
        if (Int128.Abs(product) > MostProduct / productFactor || Int128.Abs(whole) > MostProduct || by > MostDivisor || half > uint.MaxValue)
        {
            return false;
        }

        var twice = 2 * Int128.Abs((product * productFactor) - whole);
        return twice == 0
            || (width is null && share is null && isCertain && twice < half * by)
            || (width is var (numerator, denominator) && twice * denominator <= ((half * denominator) + (2 * numerator)) * by)
            || (share is var (part, of) && twice * of <= 2 * Int128.Abs(whole) * part);
    }
}

/// <summary>Whether a quotient may lie at or below a number, or at or above one, multiplied across by a divisor whose sign is known. What does not is left to the rule.</summary>
/// <param name="isBelow">Whether the quotient is to be the lower one.</param>
/// <param name="dividendFactor">Brings the dividend to the scale of the product.</param>
/// <param name="productFactor">Brings the product to the scale of the dividend.</param>
internal sealed class QuotientOrderVector(NumberVector dividend, NumberVector divisor, NumberVector other, bool isBelow, bool strictly, long dividendFactor, long productFactor) : TruthVector
{
    public override Condition Condition(Lowering into)
    {
        var (a, b, product, none) = (dividend.Lowered(into), divisor.Lowered(into), Figure.Multiplied(other.Lowered(into), divisor.Lowered(into)), new Figure.Constant(0, 0));
        var (low, high) = isBelow ? (a, product) : (product, a);
        return new Condition.Surely(Scans.Condition.All(
            Scans.Condition.AtMost(divisor.LoweredWidth(into), Figure.SizeOf(b), strictly: true),
            new Condition.Either(
                Scans.Condition.All(Scans.Condition.AtMost(none, b, strictly: true), Scans.Condition.AtMost(low, high, strictly)),
                Scans.Condition.All(Scans.Condition.AtMost(b, none, strictly: true), Scans.Condition.AtMost(high, low, strictly)))));
    }

    protected override void Compute(Batch batch)
    {
        dividend.Update(batch);
        divisor.Update(batch);
        other.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var (a, b, c) = (dividend.Words[i], divisor.Words[i], other.Words[i]);
            Truths[i] = a <= Cells.Large || b <= Cells.Large || c <= Cells.Large ? Without(Without(a, b), c) == Cells.Missing ? Truth.Missing : Truth.Open
                : 2 * (Int128)Math.Abs(b) > (divisor.Halves?[i] ?? divisor.Half) && IsInOrder((Int128)a * dividendFactor, (Int128)c * b, b > 0 == isBelow) ? Truth.Yes : Truth.Open;
        }
    }

    // A word times a power of ten fits always; the product of two words may not, once it is brought to the scale.
    private bool IsInOrder(Int128 whole, Int128 product, bool isWholeFirst)
    {
        if (Int128.Abs(product) > Int128.MaxValue / productFactor)
        {
            return false;
        }

        var (low, high) = isWholeFirst ? (whole, product * productFactor) : (product * productFactor, whole);
        return strictly ? low < high : low <= high;
    }
}

/// <summary>Whether two words are the same.</summary>
internal sealed class SameVector(Vector ofA, long[] a, Vector ofB, long[] b, bool wanted) : TruthVector
{
    private readonly Truth whenSame = wanted ? Truth.Yes : Truth.No;
    private readonly Truth whenOther = wanted ? Truth.No : Truth.Yes;

    public override Condition Condition(Lowering into) => Lowering.Same(ofA.Lowered(into), ofB.Lowered(into)) is var same && wanted ? same : new Condition.Not(same);

    protected override void Compute(Batch batch)
    {
        ofA.Update(batch);
        ofB.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Truths[i] = a[i] > Cells.Large && b[i] > Cells.Large ? a[i] == b[i] ? whenSame : whenOther : Without(a[i], b[i]) == Cells.Missing ? Truth.Missing : Truth.Open;
        }
    }
}

/// <summary>Whether a date may lie at or before another, given all the days that they may mean.</summary>
internal sealed class EarlierVector(WordVector a, WordVector b, bool strictly) : TruthVector
{
    public override Condition Condition(Lowering into) => a.LoweredDay(into, isLast: false) is { } start && b.LoweredDay(into, isLast: true) is { } end ? new Condition.IsEarlier(start, end, strictly) : Scans.Condition.Open;

    protected override void Compute(Batch batch)
    {
        a.Update(batch);
        b.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            var (left, right) = (a.Words[i], b.Words[i]);
            var (start, end) = (DateCells.FirstOf(left), DateCells.LastOf(right));
            Truths[i] = left <= Cells.Large || right <= Cells.Large ? Truth.Missing : start < end || (start == end && !strictly) ? Truth.Yes : Truth.No;
        }
    }
}

/// <summary>Whether there is a value.</summary>
internal sealed class ExistsVector(Vector of, long[] words) : TruthVector
{
    public override Condition Condition(Lowering into) => of.Lowered(into) is { } term ? Scans.Condition.There(term) : Scans.Condition.Open;

    protected override void Compute(Batch batch)
    {
        of.Update(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            Truths[i] = words[i] is Cells.Missing or Cells.Unreadable ? Truth.No : Truth.Yes;
        }
    }
}

/// <summary>Both of two conditions, one of them, or not one.</summary>
internal sealed class ConnectedVector(string connective, TruthVector a, TruthVector b) : TruthVector
{
    public override Condition Condition(Lowering into) => connective switch
    {
        "and" => Scans.Condition.All(a.Condition(into), b.Condition(into)),
        "or" => new Condition.Either(a.Condition(into), b.Condition(into)),
        _ => new Condition.Not(a.Condition(into)),
    };

    protected override void Compute(Batch batch)
    {
        a.Update(batch);
        b.Update(batch);
        if (connective == "and" && !a.Truths.AsSpan(0, batch.Count).ContainsAnyExcept(Truth.Yes))
        {
            b.Truths.AsSpan(0, batch.Count).CopyTo(Truths);
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            Truths[i] = connective switch
            {
                "and" => And(a.Truths[i], b.Truths[i]),
                "or" => Or(a.Truths[i], b.Truths[i]),
                _ => a.Truths[i] switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, var other => other },
            };
        }
    }

    private static Truth And(Truth a, Truth b) => a == Truth.No || b == Truth.No ? Truth.No : a == Truth.Open || b == Truth.Open ? Truth.Open : a == Truth.Missing || b == Truth.Missing ? Truth.Missing : Truth.Yes;

    private static Truth Or(Truth a, Truth b) => a == Truth.Yes || b == Truth.Yes ? Truth.Yes : a == Truth.Open || b == Truth.Open ? Truth.Open : a == Truth.Missing || b == Truth.Missing ? Truth.Missing : Truth.No;
}
