using Microsoft.Extensions.Logging;
using PropagandaVerify.Facts;

namespace PropagandaVerify;

/// <summary>Logs what was read and, when a clock is lent, how long each stage took.</summary>
internal sealed partial class StageLog(ILogger logger, TimeProvider? time)
{
    public T Timed<T>(string stage, Func<T> work)
    {
        if (time is null)
        {
            return work();
        }

        var start = time.GetTimestamp();
        var result = work();
        Stage(logger, stage, time.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }

    public void Timed(string stage, Action work) => Timed(stage, () =>
    {
        work();
        return 0;
    });

    public void Facts(string path, IReadOnlyList<Relation> relations) =>
        Read(logger, path, string.Join(", ", relations.Select(r => $"{r.Schema.Name} {r.Rows.Count}")));

    [LoggerMessage(1, LogLevel.Information, "{stage}: {milliseconds:0.0} ms")]
    private static partial void Stage(ILogger logger, string stage, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "read {path}: {facts}")]
    private static partial void Read(ILogger logger, string path, string facts);
}
