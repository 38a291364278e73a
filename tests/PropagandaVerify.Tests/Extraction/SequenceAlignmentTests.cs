using CsCheck;
using PropagandaVerify.Extraction;

namespace PropagandaVerify.Tests.Extraction;

public class SequenceAlignmentTests
{
    private const long NoBound = long.MaxValue;

    [Fact]
    public void No_other_pairs_in_order_weigh_more() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 6], Gen.Int[0, 3].Array[0, 6]).Sample((a, b) =>
        {
            int Weight(int i, int j) => a[i] == b[j] ? 1 + a[i] : 0;
            var pairs = SequenceAlignment.Of(a.Length, b.Length, Weight, NoBound)!;
            pairs.Zip(pairs.Skip(1)).All(p => p.First.Here < p.Second.Here && p.First.There < p.Second.There).ShouldBeTrue();
            pairs.ShouldAllBe(p => a[p.Here] == b[p.There]);
            pairs.Sum(p => Weight(p.Here, p.There)).ShouldBe(Heaviest(0, 0));

            int Heaviest(int i, int j) => i == a.Length || j == b.Length ? 0
                : Math.Max(Math.Max(Heaviest(i + 1, j), Heaviest(i, j + 1)), Weight(i, j) is > 0 and var own ? own + Heaviest(i + 1, j + 1) : 0);
        });

    [Fact]
    public void Pairs_and_gaps_together_are_everything()
    {
        int[] a = [1, 2, 3, 9], b = [2, 7, 9, 9];
        var pairs = SequenceAlignment.Of(a.Length, b.Length, (i, j) => a[i] == b[j] ? 1 : 0, NoBound)!;
        var gaps = SequenceAlignment.Gaps(pairs, a.Length, b.Length).ToList();
        (pairs.Count + gaps.Sum(g => g.Here.GetOffsetAndLength(a.Length).Length)).ShouldBe(a.Length);
        (pairs.Count + gaps.Sum(g => g.There.GetOffsetAndLength(b.Length).Length)).ShouldBe(b.Length);
    }

    [Fact]
    public void What_is_too_long_is_not_aligned() => SequenceAlignment.Of(3, 4, (_, _) => 1, 11).ShouldBeNull();
}
