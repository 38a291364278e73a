using PropagandaVerify.Reference;

namespace PropagandaVerify.Tests.Reference;

public class PeriodTests
{
    [Fact]
    public void An_open_end_stays_open_when_a_period_moves()
    {
        Period.Always.Moved(3, 2).ShouldBe(Period.Always);
        Period.Always.Moved(-3, -2).ShouldBe(Period.Always);
        new Period(new DateOnly(2020, 5, 5), DateOnly.MaxValue).Moved(0, 1).ShouldBe(new Period(new DateOnly(2020, 6, 5), DateOnly.MaxValue));
    }

    [Fact]
    public void Moving_stops_at_the_ends_of_the_calendar()
    {
        Period.Day(new DateOnly(2020, 5, 5)).Moved(1_000_000).ShouldBe(Period.Day(new DateOnly(4758, 4, 2)));
        Period.Day(new DateOnly(9000, 5, 5)).Moved(1_000_000).ShouldBe(Period.Day(DateOnly.MaxValue));
        Period.Day(new DateOnly(100, 5, 5)).Moved(0, -12_000).ShouldBe(Period.Day(DateOnly.MinValue));
        Period.Day(new DateOnly(9999, 12, 5)).Moved(0, 1).ShouldBe(Period.Day(DateOnly.MaxValue));
    }

    [Fact]
    public void Every_whole_month_moved_by_months_is_a_whole_month()
    {
        for (var month = 1; month <= 12; month++)
        {
            for (var by = -25; by <= 25; by++)
            {
                var start = new DateOnly(2020, month, 1).AddMonths(by);
                Period.Month(2020, month).Moved(0, by).ShouldBe(Period.Month(start.Year, start.Month));
            }
        }
    }

    [Fact]
    public void Only_a_period_inside_a_quarter_has_one()
    {
        Period.Month(2020, 11).QuarterOf().ShouldBe(new Period(new DateOnly(2020, 10, 1), new DateOnly(2020, 12, 31)));
        new Period(new DateOnly(2020, 3, 31), new DateOnly(2020, 4, 1)).QuarterOf().ShouldBeNull();
    }
}
