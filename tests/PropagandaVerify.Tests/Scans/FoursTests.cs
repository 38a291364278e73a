using CsCheck;
using PropagandaVerify.Scans;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Four records at a time come to what each comes to alone.</summary>
public class FoursTests
{
    private static readonly Gen<long> Word = Gen.OneOf(
        Gen.OneOf(Gen.Const(Cells.Missing), Gen.Const(Cells.Unreadable), Gen.Const(Cells.Large), Gen.Const(0L), Gen.Const(1L), Gen.Const(-1L), Gen.Const((1L << 30) - 1), Gen.Const(1L << 30), Gen.Const(-(1L << 30)), Gen.Const(Cells.Most), Gen.Const(-Cells.Most), Gen.Const(2_000_000_000L)),
        Gen.Long[-1000, 1000],
        Gen.Long[-Cells.Most, Cells.Most]);

    private static readonly Gen<long> Half = Gen.OneOf(Gen.Long[0, 3], Gen.OneOf(Gen.Const(0L), Gen.Const(1L), Gen.Const((1L << 30) - 1), Gen.Const(1L << 30), Gen.Const(1L << 40)));

    [Fact]
    public void Orders_and_products_are_those_of_each_record() => Gen.Select(Gen.Select(Word, Word).Array[1, 23], Half, Half, Gen.Bool).Sample((records, halfA, halfB, strictly) =>
    {
        var batch = Batches.Of(records.Length);
        var (a, b) = (new Given(records.Select(r => r.Item1)) { Scale = 0, Half = halfA }, new Given(records.Select(r => r.Item2)) { Scale = 0, Half = halfB });
        var (order, product) = (new PrecedesVector(a, b, strictly), new ProductVector(a, b) { Scale = 0 });
        order.Update(batch);
        product.Update(batch);
        for (var i = 0; i < records.Length; i++)
        {
            var (x, y) = records[i];
            if (!Cells.IsHeld(x) || !Cells.IsHeld(y))
            {
                var isMissing = x is Cells.Missing or Cells.Unreadable || y is Cells.Missing or Cells.Unreadable;
                order.Truths[i].ShouldBe(isMissing ? Truth.Missing : Truth.Open);
                product.Words[i].ShouldBe(isMissing ? Cells.Missing : Cells.Large);
                continue;
            }

            var apart = 2 * ((Int128)x - y);
            order.Truths[i].ShouldBe((strictly ? apart < (Int128)halfA + halfB : apart <= (Int128)halfA + halfB) ? Truth.Yes : Truth.No, $"{x} and {y}");
            var whole = (Int128)x * y;
            var fits = Int128.Abs(whole) <= Cells.Most;
            product.Words[i].ShouldBe(fits ? (long)whole : Cells.Large);
            if (fits && product.Halves is { } halves)
            {
                var both = (Int128)halfA * halfB;
                var near = (Int128.Abs(x) * halfB) + (Int128.Abs(y) * halfA) - ((both + 1) / 2);
                halves[i].ShouldBe((long)Int128.Clamp(near, 0, Cells.Most), $"{x} times {y}");
            }
        }
    });

    private sealed class Given : NumberVector
    {
        public Given(IEnumerable<long> words) => words.ToArray().CopyTo(Words, 0);

        public override long[] Words { get; } = new long[Batch.Size];

        protected override void Compute(Batch batch)
        {
        }
    }

    private static class Batches
    {
        public static Batch Of(int count)
        {
            var batch = new Batch(new PropagandaVerify.Facts.Schema("records", "", [], isOfDraft: false), []);
            batch.Clear();
            batch.Add([.. Enumerable.Range(0, count)]);
            return batch;
        }
    }
}
