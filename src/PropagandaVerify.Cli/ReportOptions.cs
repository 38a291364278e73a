using System.CommandLine;
using System.CommandLine.Parsing;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>A report that a run writes: its form, and the file it goes to.</summary>
/// <param name="Format">One of <see cref="ReportOptions.Formats"/>.</param>
/// <param name="Path">The file; null for standard output.</param>
internal sealed record ReportTarget(string Format, string? Path);

/// <summary>The options <c>--format</c> and <c>--out</c>, which may be repeated: a file takes the report of the format before it.</summary>
internal sealed class ReportOptions
{
    public const string Text = "text";
    public const string GitHub = "github";

    private readonly Option<string[]> format = new("--format", "-f") { Description = "The form of the report, text by default; may be repeated, with a file for each but one." };
    private readonly Option<string[]> file = new("--out", "-o") { Description = "The file that the report of the --format before it goes to; standard output by default.", HelpName = "FILE" };

    public static IReadOnlyList<string> Formats { get; } = [Text, "json", "jsonl", "sarif", "junit", GitHub, "markdown", "html", "csv", "keys", "ess", "claimreview"];

    public void AddTo(Command command)
    {
        Choices.Limit(format, [.. Formats]);
        command.Add(format);
        command.Add(file);
    }

    /// <summary>The reports that a command line asks for, in its order.</summary>
    /// <param name="settings">What the configuration says; the command line goes before it.</param>
    /// <param name="inputs">The files of the run, which no report may replace.</param>
    /// <param name="misuse">Why the command line makes no sense; null when it does.</param>
    public IReadOnlyList<ReportTarget> Read(ParseResult parsed, RunSettings settings, IReadOnlyList<string> inputs, out string? misuse)
    {
        if (settings.Reports.Count > 0 && parsed.GetResult(format) is not { Implicit: false } && parsed.GetResult(file) is not { Implicit: false })
        {
            return Configured(settings, inputs, out misuse);
        }

        var targets = new List<ReportTarget>();
        misuse = null;
        for (var i = 0; i + 1 < parsed.Tokens.Count; i++)
        {
            var (token, value) = (parsed.Tokens[i], parsed.Tokens[i + 1].Value);
            if (token.Type == TokenType.Option && (token.Value == format.Name || format.Aliases.Contains(token.Value)))
            {
                targets.Add(new ReportTarget(value, null));
            }
            else if (token.Type == TokenType.Option && (token.Value == file.Name || file.Aliases.Contains(token.Value)))
            {
                misuse ??= Misuse(targets, parsed.GetResult(format) is { Implicit: false }, value, inputs);
                targets = [.. targets.SkipLast(1), (targets.Count > 0 ? targets[^1] : new ReportTarget(Text, null)) with { Path = value }];
            }
        }

        targets = targets.Count == 0 ? [new ReportTarget(Text, null)] : targets;
        misuse ??= Crowded(targets, "with --out FILE behind its --format");
        return targets;
    }

    // Who runs a check by hand reads text, whatever is written beside it.
    private static List<ReportTarget> Configured(RunSettings settings, IReadOnlyList<string> inputs, out string? misuse)
    {
        var targets = new List<ReportTarget>();
        misuse = null;
        foreach (var (format, file) in settings.Reports)
        {
            var path = file is null ? null : InputFiles.PathOf(file.Text, file.Source);
            misuse ??= !Formats.Contains(format.Text) ? $"{format.Where}: there is no report `{format.Text}`; {(Suggestions.Nearest(format.Text, Formats) is { } near ? $"did you mean `{near}`?" : $"reports: {string.Join(", ", Formats)}")}"
                : path is not null && Misuse([.. targets, new ReportTarget(format.Text, null)], true, path, inputs) is { } wrong ? $"{file!.Where}: {wrong}"
                : null;
            targets.Add(new ReportTarget(format.Text, path));
        }

        misuse ??= Crowded(targets, "with `out`");
        return targets.Exists(t => t.Path is null) ? targets : [new ReportTarget(Text, null), .. targets];
    }

    private static string? Crowded(List<ReportTarget> targets, string how) => targets.Where(t => t.Path is null).Select(t => t.Format).ToList() is [var one, var other, ..]
        ? $"{one} and {other} would both go to standard output; name a file for one of them {how}"
        : null;

    private static string? Misuse(List<ReportTarget> targets, bool hasFormat, string path, IEnumerable<string> inputs)
    {
        var full = System.IO.Path.GetFullPath(path.Length == 0 ? "." : path);
        return targets.Count == 0 && hasFormat ? $"--out {path} stands before the first --format; a file takes the report of the --format before it"
            : targets.Count > 0 && targets[^1].Path is { } taken ? $"the report goes to {taken} already; write a --format before --out {path}"
            : Directory.Exists(full) ? $"--out {path} is a folder; name a file"
            : !Directory.Exists(System.IO.Path.GetDirectoryName(full)) ? $"--out {path}: there is no folder `{System.IO.Path.GetDirectoryName(path)}`"
            : inputs.Any(p => p != "-" && System.IO.Path.GetFullPath(p) == full) ? $"--out {path} would replace a file that is checked"
            : targets.Exists(t => t.Path is { } other && System.IO.Path.GetFullPath(other) == full) ? $"two reports would go to {path}"
            : null;
    }
}
