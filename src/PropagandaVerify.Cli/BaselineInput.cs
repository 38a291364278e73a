using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The baseline of a run: the file that the command line names, else that of the configuration.</summary>
internal static class BaselineInput
{
    public static string? PathOf(string? named, RunSettings settings) => named ?? (settings.Baseline is { } said ? InputFiles.PathOf(said.Text, said.Source) : null);

    /// <summary>The options of a run with its baseline.</summary>
    /// <param name="trouble">Takes what was wrong with it.</param>
    public static VerifierOptions Read(string? named, RunSettings settings, VerifierOptions options, InputFiles files, List<Diagnostic> trouble)
    {
        if (PathOf(named, settings) is not { } path)
        {
            return options;
        }

        var (source, unread) = files.Reference(path);
        var (baseline, mistake) = source is null ? (null, unread is { Code: "D001" } ? unread with { Code = "S007", Help = "`pverify baseline DRAFTS --out FILE` writes it" } : unread) : Baseline.Read(source);
        trouble.AddRange(mistake is null ? [] : [mistake]);
        return options with { Baseline = baseline };
    }
}
