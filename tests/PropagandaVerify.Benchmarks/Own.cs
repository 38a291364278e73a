using System.Diagnostics;

namespace PropagandaVerify.Benchmarks;

/// <summary>This program in a process of its own, for what the state of the one before would falsify.</summary>
internal static class Own
{
    /// <summary>The lines that it writes when it is given these arguments.</summary>
    public static IReadOnlyList<string> Lines(params string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Command, .. arguments]) { RedirectStandardOutput = true })!;
        var lines = child.StandardOutput.ReadToEnd().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        child.WaitForExit();
        return child.ExitCode == 0 ? lines : throw new InvalidOperationException($"`{string.Join(' ', arguments)}` could not be measured: exit code {child.ExitCode}");
    }

    /// <summary>The word before the arguments of such a process.</summary>
    public const string Command = "alone";
}
