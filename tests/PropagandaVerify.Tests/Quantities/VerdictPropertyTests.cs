using CsCheck;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Tests.Quantities;

public class VerdictPropertyTests
{
    private const int Million = 1_000_000;

    private static readonly Gen<Quantity> Any = Gen.Select(Gen.Int[-300, 300], Gen.Int[0, 4], Gen.Enum<Hedge>()).Select((value, unit, hedge) =>
        Quantity.Written((Rational)value / 10, (Rational)unit / 10, (Rational)unit / 5, Unit.None, hedge));

    [Fact]
    public void The_sides_of_an_agreement_are_alike() =>
        Gen.Select(Any, Any).Sample((a, b) => Verdicts.Agree(a, b).ShouldBe(Verdicts.Agree(b, a)), iter: Million);

    // A wider operand may need less excuse, never more: what could be right stays so.
    [Fact]
    public void Widening_an_operand_never_turns_a_possible_agreement_into_an_impossible_one() =>
        Gen.Select(Any, Any, Gen.Int[0, 50]).Sample(
            (a, b, by) =>
            {
                var wide = Verdicts.Agree(a, b.WidenedBy((Rational)by / 10));
                if (Verdicts.Agree(a, b) is not (Verdict.Impossible or Verdict.Direction))
                {
                    wide.ShouldNotBe(Verdict.Impossible);
                    wide.ShouldNotBe(Verdict.Direction);
                }
            },
            iter: Million);

    [Fact]
    public void The_order_of_terms_is_irrelevant_to_a_sum() =>
        Gen.Select(Any, Any, Any, Any).Sample(
            (a, b, c, total) =>
            {
                var (x, y) = (a + b + c, c + (b + a));
                x.Value.ShouldBe(y.Value);
                x.SquaredUnits.ShouldBe(y.SquaredUnits);
                Verdicts.Agree(x, total).ShouldBe(Verdicts.Agree(y, total));
            },
            iter: Million / 4);

    [Fact]
    public void The_hard_set_holds_the_soft_one_and_the_figure_unless_it_is_excluded() =>
        Any.Sample(q =>
        {
            q.Loose.Covers(q.Strict).ShouldBeTrue($"{q}");
            q.Loose.Widened(0.0001m).Contains(q.Value).ShouldBeTrue($"{q}");
        });

    // Half a unit a term and half of one for the total.
    [Theory]
    [InlineData(2, 15)]
    [InlineData(4, 25)]
    [InlineData(10, 55)]
    [InlineData(20, 105)]
    public void A_sum_of_n_parts_may_miss_its_total_by_half_a_unit_for_each_and_one(int parts, int tenths)
    {
        var sum = Enumerable.Repeat(Rounded(10), parts).Aggregate((a, b) => a + b);
        Quantity Total(Rational miss) => Quantity.Written(sum.Value + miss, 1, 1, Unit.None);
        Verdicts.Agree(sum, Total((Rational)tenths / 10)).ShouldNotBe(Verdict.Impossible);
        Verdicts.Agree(sum, Total(((Rational)tenths / 10) + 0.001m)).ShouldBe(Verdict.Impossible);
    }

    // Three standard deviations of the rounding of n parts and their total, in units.
    [Theory]
    [InlineData(4, "1.93649")]
    [InlineData(10, "2.87228")]
    [InlineData(20, "3.96863")]
    public void Beyond_three_deviations_a_miss_is_improbable(int parts, string limit)
    {
        var sum = Enumerable.Repeat(Rounded(10), parts).Aggregate((a, b) => a + b);
        var miss = (Rational)decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture);
        Verdicts.Agree(sum, Quantity.Written(sum.Value + miss - 0.001m, 1, 1, Unit.None)).ShouldBe(Verdict.Display);
        Verdicts.Agree(sum, Quantity.Written(sum.Value + miss + 0.001m, 1, 1, Unit.None)).ShouldBe(Verdict.Improbable);
    }

    private static Quantity Rounded(int value) => Quantity.Written(value, 1, 1, Unit.None);
}
