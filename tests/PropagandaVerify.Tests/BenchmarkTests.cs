using PropagandaVerify.Benchmarks.Repairs;

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
}
