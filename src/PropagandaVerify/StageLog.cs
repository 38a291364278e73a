using Microsoft.Extensions.Logging;
using PropagandaVerify.Facts;

namespace PropagandaVerify;

/// <summary>Logs what was read and, when a clock is lent, how long each stage took; a stage inside another is taken off the outer one.</summary>
internal sealed partial class StageLog(ILogger logger, TimeProvider? time)
{
    private readonly List<(string Stage, TimeSpan Elapsed)> stages = [];
    private TimeSpan inside;

    /// <summary>The time of each stage since it was last asked for.</summary>
    public IReadOnlyList<StageCost> TakeStages()
    {
        List<StageCost> taken = [.. stages.GroupBy(s => s.Stage, (stage, times) => new StageCost(stage, times.Aggregate(TimeSpan.Zero, (sum, t) => sum + t.Elapsed)))];
        stages.Clear();
        return taken;
    }

    public T Timed<T>(string stage, Func<T> work)
    {
        if (time is null)
        {
            return work();
        }

        var around = inside;
        inside = TimeSpan.Zero;
        var start = time.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            var elapsed = time.GetElapsedTime(start);
            Stage(logger, stage, elapsed.TotalMilliseconds);
            stages.Add((stage, elapsed - inside));
            inside = around + elapsed;
        }
    }

    public void Timed(string stage, Action work) => Timed(stage, () =>
    {
        work();
        return 0;
    });

    public void Facts(string path, IReadOnlyList<Relation> relations) =>
        Read(logger, path, string.Join(", ", relations.Select(r => $"{r.Schema.Name} {r.Rows.Count}")));

    public void Sifted(IReadOnlyDictionary<string, long> rules)
    {
        if (rules.Count > 0)
        {
            Sifted(logger, string.Join(", ", rules.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}")));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{stage}: {milliseconds:0.0} ms")]
    private static partial void Stage(ILogger logger, string stage, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "read {path}: {facts}")]
    private static partial void Read(ILogger logger, string path, string facts);

    [LoggerMessage(3, LogLevel.Information, "rows for which the database found that rules hold: {rules}")]
    private static partial void Sifted(ILogger logger, string rules);
}
