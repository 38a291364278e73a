using System.Globalization;

namespace PropagandaVerify.Cli;

/// <summary>Says on a terminal how far a long run has come, in one line that takes its own place again and leaves nothing behind.</summary>
internal sealed class ProgressLine(TextWriter error, int all)
{
    // What is over within a blink needs no line.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly long start = TimeProvider.System.GetTimestamp();
    private TimeSpan next = First;
    private int most;
    private int width;

    /// <summary>May be called by several threads, whose numbers may come out of order.</summary>
    public void Done(int count)
    {
        lock (gate)
        {
            most = Math.Max(most, count);
            if (TimeProvider.System.GetElapsedTime(start) is var elapsed && elapsed >= next)
            {
                next = elapsed + Step;
                Write(string.Create(CultureInfo.InvariantCulture, $"{most} of {all} drafts checked"));
            }
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            if (width > 0)
            {
                Write("");
                error.Write('\r');
                error.Flush();
            }
        }
    }

    private void Write(string text)
    {
        error.Write($"\r{text.PadRight(width)}");
        error.Flush();
        width = text.Length;
    }
}
