using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace PropagandaVerify.EndToEndTests;

/// <summary>The real binary, run as a process of its own.</summary>
internal static class Pverify
{
    public static string Root { get; } = FindRoot();

    public sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>Holds the run to its exit code and to words of what it printed.</summary>
        public void ShouldBe(int exitCode, string told)
        {
            (Output + Error).ShouldContain(told);
            ExitCode.ShouldBe(exitCode, Output + Error);
        }
    }

    public static Result Run(params string[] arguments) => RunIn(Root, null, arguments);

    public static Result RunIn(string folder, string? input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return Finished(process, input);
    }

    /// <summary>Runs with further variables of the environment.</summary>
    public static Result RunWith(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, arguments, environment);
        return Finished(process, null);
    }

    private static Result Finished(Process process, string? input)
    {
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Starts the binary and leaves its streams to the caller.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, arguments, new Dictionary<string, string>());

    /// <summary>The same with further variables of the environment.</summary>
    public static Process Start(string folder, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "pverify.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What runs the tests may be such a step itself.
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string FindRoot([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
