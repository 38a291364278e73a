using System.Diagnostics;

namespace PropagandaVerify.Benchmarks.Startup;

/// <summary>
/// Measures whole processes of the command line, from the start to the exit code, against one that does nothing. It is the published tool that is measured, since that is what hooks, actions
/// and images run: it is compiled ahead, which a build is not.
/// </summary>
internal static class StartupArea
{
    public const string Name = "startup";

    /// <summary>What the process that does nothing is asked for.</summary>
    public const string Nothing = "nothing";

    /// <summary>What runs a program that is built.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private const decimal MostOfVersion = 2;
    private const decimal MostOfDraft = 8;
    private const decimal MostOfDataset = 5;

    /// <summary>Measures the tool as it is published.</summary>
    public static AreaResult Measure(int rounds)
    {
        using var folder = new Inputs();
        return Measure(rounds, Published(folder.Folder));
    }

    /// <summary>Measures a tool.</summary>
    /// <param name="rounds">How often each process is run; the median counts.</param>
    /// <param name="tool">The program and what stands before its arguments.</param>
    public static AreaResult Measure(int rounds, params string[] tool)
    {
        using var files = new Inputs();
        var nothing = Median(rounds, 0, DotNet, Path.Combine(AppContext.BaseDirectory, "PropagandaVerify.Benchmarks.dll"), Own.Command, Nothing);
        return new AreaResult(
        [
            new(Name, "a process that does nothing", nothing, "ms"),
            Of("say the version", MostOfVersion, 0, "--version"),
            Of("check a draft of a few sentences with all packs", MostOfDraft, 1, "check", files.Draft),
            Of("check a small dataset with one rule", MostOfDataset, 1, "check", files.Dataset, "--rules", files.Rules, "--no-shipped-rules"),
        ], []);

        Measurement Of(string what, decimal most, int exitCode, params string[] arguments) =>
            Median(rounds, exitCode, tool[0], [.. tool[1..], .. arguments]) is var time ? new(Name, what, time, "ms", Ratio: time / nothing) { MostRatio = most } : null!;
    }

    private static decimal Median(int rounds, int exitCode, string program, params string[] arguments)
    {
        var times = new List<decimal>();
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            Run(exitCode, program, arguments);
            times.Add((decimal)watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static string Published(string folder)
    {
        var published = Path.Combine(folder, "tool");
        Run(0, DotNet, "publish", Path.Combine(Repository.Root, "src", "PropagandaVerify.Cli"), "--configuration", "Release", "--output", published);
        return Path.Combine(published, OperatingSystem.IsWindows() ? "pverify.exe" : "pverify");
    }

    private static void Run(int exitCode, string program, params string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = child.StandardOutput.ReadToEnd() + child.StandardError.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != exitCode)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {child.ExitCode}: {output}");
        }
    }

    // Files that both have an error, so that a run without a finding would be noticed.
    private sealed class Inputs : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pverify-startup-");

        public Inputs()
        {
            (Draft, Dataset, Rules) = (Put("draft.txt", "Published on 3 March 2021.\n\nThe town spent 12 million euros on schools, 5 million on roads and 3 million on parks, 25 million euros in total.\n"),
                Put("costs.csv", "year,a,b,total\n2019,1,2,3\n2020,4,5,10\n"), Put("costs.yaml", "ruleset: costs\nrules:\n- {id: total, severity: error, balance: {on: costs, check: total = a + b}}\n"));
        }

        public string Folder => folder.FullName;

        public string Draft { get; }

        public string Dataset { get; }

        public string Rules { get; }

        public void Dispose() => folder.Delete(recursive: true);

        private string Put(string name, string text)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
