using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>How fast one thread reads one text, in processor time: on a machine that others use, the clock measures them too.</summary>
internal readonly record struct Pace(int Bytes, decimal Seconds, long Allocated)
{
    private const int MostRounds = 200;

    public decimal MegabytesPerSecond => Seconds == 0 ? 0 : Bytes / Seconds / 1_000_000;

    public decimal NanosecondsPerByte => Seconds * 1_000_000_000 / Bytes;

    public decimal AllocatedPerByte => (decimal)Allocated / Bytes;

    /// <summary>The best of as many rounds as fit the time, but one at least: the rest is what else the machine did.</summary>
    public static Pace Of(string text, Func<string, Yield> read, decimal secondsToSpend)
    {
        var best = decimal.MaxValue;
        var allocated = 0L;
        var whole = Stopwatch.StartNew();
        for (var i = 0; i == 0 || (i < MostRounds && (decimal)whole.Elapsed.TotalSeconds < secondsToSpend); i++)
        {
            // What the round before left behind is not this one's to clear.
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var used = Environment.CpuUsage.TotalTime;
            read(text);
            best = Math.Min(best, (decimal)(Environment.CpuUsage.TotalTime - used).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return new Pace(Encoding.UTF8.GetByteCount(text), best, allocated);
    }

    /// <summary>The same for another process of this program.</summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture, $"{Bytes}\t{Seconds}\t{Allocated}");

    public static Pace Parse(string line) => line.Split('\t') is [var bytes, var seconds, var allocated]
        ? new Pace(int.Parse(bytes, CultureInfo.InvariantCulture), decimal.Parse(seconds, CultureInfo.InvariantCulture), long.Parse(allocated, CultureInfo.InvariantCulture))
        : throw new FormatException($"`{line}` is no pace");
}
