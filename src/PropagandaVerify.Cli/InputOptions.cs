using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The arguments and options that say which files a run is about and how many it works on at a time.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Drafts (.txt, .md, .html, .docx, .odt, .pdf, .srt, .vtt, .eml) and datasets (.csv, .json, .jsonl, .xlsx, .parquet), folders of them, or patterns such as 'week/**/*.md'; - is standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> list = new("--files-from") { Description = "Also check the files that this file lists, one a line or ended by zero bytes; - is standard input.", HelpName = "FILE" };
    private readonly Option<int?> jobs = new("--jobs", "-j") { Description = "How many drafts are worked on at a time; as many as there are processors by default.", HelpName = "N" };

    public InputOptions() => jobs.Validators.Add(result =>
    {
        if (result.GetValue(jobs) < 1)
        {
            result.AddError("--jobs takes a number from 1 on");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(paths);
        command.Add(list);
        command.Add(jobs);
    }

    public int? JobsOf(ParseResult parsed) => parsed.GetValue(jobs);

    /// <summary>The files of the run.</summary>
    /// <param name="unread">Takes what kept files from being found.</param>
    /// <param name="misuse">Why the command line makes no sense; null when it does.</param>
    /// <param name="otherwise">The folder whose files are meant where none is named; null for no file.</param>
    public IReadOnlyList<string> Read(ParseResult parsed, ConsoleContext console, List<Diagnostic> unread, out string? misuse, string? otherwise = null)
    {
        var named = parsed.GetValue(paths) ?? [];
        var from = parsed.GetValue(list);
        misuse = from == "-" && named.Contains("-") ? "standard input is a draft or the list of --files-from, not both" : null;
        var found = new InputPaths(Limits.Default, console.StandardInput);
        foreach (var path in misuse is null ? named : [])
        {
            found.Add(path);
        }

        if (from is not null && misuse is null)
        {
            found.AddList(from);
        }

        if (otherwise is not null && IsEmpty(parsed))
        {
            found.AddFolder(otherwise);
        }

        unread.AddRange(found.Diagnostics);
        return found.Files;
    }

    /// <summary>Whether no file was asked for, which differs from none being found.</summary>
    public bool IsEmpty(ParseResult parsed) => parsed.GetValue(list) is null && parsed.GetValue(paths) is null or [];
}
