using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The options that name a draft to compare with: its previous version, its twin in another language.</summary>
internal sealed class CompanionOptions
{
    private readonly Option<string?> previous = new("--previous") { Description = "The previous version of the draft: figures that changed in one place and not in the others are reported.", HelpName = "FILE" };
    private readonly Option<string?> twin = new("--twin") { Description = "The same text in another language, compared figure by figure.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(previous);
        command.Add(twin);
    }

    /// <summary>The options of a run with its companions.</summary>
    /// <param name="paths">The files of the run.</param>
    /// <param name="unread">Takes what could not be read.</param>
    /// <param name="misuse">Why the command line makes no sense; null when it does.</param>
    public VerifierOptions Read(ParseResult parsed, VerifierOptions options, IReadOnlyList<string> paths, InputFiles files, List<Diagnostic> unread, out string? misuse)
    {
        var named = new[] { previous, twin }.Where(o => parsed.GetValue(o) is not null).ToList();
        misuse = named.Count > 0 && paths.Distinct().Count(p => !Verifier.IsTable(p)) != 1 ? $"{named[0].Name} names the companion of one draft; name that draft alone"
            : named.Find(o => Verifier.IsTable(parsed.GetValue(o)!)) is { } table ? $"{table.Name} names a draft, not a dataset"
            : null;
        return misuse is not null ? options : options with { Previous = Opened(parsed.GetValue(previous), files, unread), Twin = Opened(parsed.GetValue(twin), files, unread) };
    }

    private static Source? Opened(string? path, InputFiles files, List<Diagnostic> unread)
    {
        if (path is null)
        {
            return null;
        }

        var (source, diagnostic) = files.Draft(path);
        unread.AddRange(new[] { diagnostic }.OfType<Diagnostic>());
        return source;
    }
}
