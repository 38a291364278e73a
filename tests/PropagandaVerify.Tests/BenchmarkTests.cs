using PropagandaVerify.Benchmarks.Repairs;
using PropagandaVerify.Benchmarks.Rules;

namespace PropagandaVerify.Tests;

/// <summary>Runs the inputs of the benchmarks once, at a small size, so that they cannot rot.</summary>
public class BenchmarkTests
{
    [Fact]
    public void The_repairs_area_measures_lists_and_finds_culprits()
    {
        var result = RepairsArea.Measure(24);
        result.Measurements.Count.ShouldBeGreaterThan(8);
        result.Measurements.ShouldAllBe(m => m.Value >= 0);
        result.Measurements.Single(m => m.Case == "identifiable").Value.ShouldBeGreaterThan(10);
        result.Measurements.Single(m => m.Case == "culprit first, identifiable").Value.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void The_rules_area_compiles_its_pack_and_refuses_what_is_hostile()
    {
        var result = RulesArea.Measure(20, 1);
        result.Measurements.ShouldAllBe(m => m.Value > 0);
        result.Measurements.Count(m => m.Case.StartsWith("refuse ", StringComparison.Ordinal)).ShouldBe(HostilePacks.All.Count);
    }
}
