using System.Diagnostics;

namespace PropagandaVerify.EndToEndTests;

/// <summary>A test that needs the git program; without it it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = Git.Program is null ? "git is not installed" : null;
}

/// <summary>The git program, without the settings of whoever runs the tests.</summary>
internal static class Git
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(p => new[] { Path.Combine(p, "git"), Path.Combine(p, "git.exe") }).FirstOrDefault(File.Exists);

    public static void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program!) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in new[] { ("GIT_CONFIG_GLOBAL", Path.Combine(folder, "none")), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "A. Writer"), ("GIT_AUTHOR_EMAIL", "writer@example.org"), ("GIT_COMMITTER_NAME", "A. Writer"), ("GIT_COMMITTER_EMAIL", "writer@example.org") })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
    }
}
