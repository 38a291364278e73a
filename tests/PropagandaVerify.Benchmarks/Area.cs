namespace PropagandaVerify.Benchmarks;

/// <summary>A topic that can be measured alone, at the size that <c>quick</c> runs it.</summary>
internal sealed record Area(string Name, Func<AreaResult> Measure)
{
    /// <summary>The size that <c>full</c> runs; null where it is the same.</summary>
    public Func<AreaResult>? MeasureFully { get; init; }
}

/// <summary>What one area measured.</summary>
/// <param name="Misses">One paragraph for each input that went wrong, for a developer to look at.</param>
internal sealed record AreaResult(IReadOnlyList<Measurement> Measurements, IReadOnlyList<string> Misses);
