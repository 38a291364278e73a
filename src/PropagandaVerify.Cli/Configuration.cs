using PropagandaVerify.Rules;

namespace PropagandaVerify.Cli;

/// <summary>The rules file that holds for a folder and those below it: it says which packs take part, which rules are off, what weighs how much.</summary>
internal static class Configuration
{
    public const string FileName = "propagandaverify.yaml";

    /// <summary>The configuration named, else the one found upwards from the working directory; none where there is none.</summary>
    public static IReadOnlyList<RuleFile> Read(string? named, bool without, InputFiles files) =>
        without ? []
        : named is not null ? files.Rules(named)
        : Found is { } found ? files.Rules(found)
        : [];

    /// <summary>The configuration found upwards from the working directory, relative to it; null where there is none.</summary>
    public static string? Found =>
        Above(Directory.GetCurrentDirectory(), folder => File.Exists(Path.Combine(folder, FileName))) is { } folder ? Path.GetRelativePath(".", Path.Combine(folder, FileName)) : null;

    /// <summary>What configurations say of a run; of two that speak of the same the last counts.</summary>
    public static RunSettings Settings(IReadOnlyList<RuleFile> configuration) => configuration.Aggregate(new RunSettings(), (settings, file) => new RunSettings
    {
        Language = file.Run.Language ?? settings.Language,
        Messages = file.Run.Messages ?? settings.Messages,
        FailOn = file.Run.FailOn ?? settings.FailOn,
        Unknown = file.Run.Unknown ?? settings.Unknown,
        Baseline = file.Run.Baseline ?? settings.Baseline,
        Reports = file.Run.Reports.Count > 0 ? file.Run.Reports : settings.Reports,
    });

    /// <summary>The folder that a run is about: the highest one above a rules file with a configuration, else its repository, else the working directory or its own folder.</summary>
    public static string RootOf(string folder)
    {
        string? configured = null;
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            configured = File.Exists(Path.Combine(at, FileName)) ? at : configured;
        }

        var here = Directory.GetCurrentDirectory();
        return configured
            ?? Above(folder, at => Path.Exists(Path.Combine(at, ".git")))
            ?? (IsBelow(folder, here) ? here : folder);
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    public static bool IsBelow(string path, string folder) => (path + Path.DirectorySeparatorChar).StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The full path with every link on its way followed.</summary>
    public static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo? entry = Directory.Exists(next) ? new DirectoryInfo(next) : File.Exists(next) ? new FileInfo(next) : null;
            real = entry?.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return real;
    }

    private static string? Above(string folder, Func<string, bool> holds)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (holds(at))
            {
                return at;
            }
        }

        return null;
    }
}
