using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify check --explain FILE:LINE[:COLUMN]</c>: what each rule made of one place.</summary>
internal static class ExplainPlace
{
    /// <param name="console">The streams.</param>
    /// <param name="options">The rules and options of the run.</param>
    /// <param name="files">Opens the files.</param>
    /// <param name="paths">The files of the run; the one that holds the place is added.</param>
    /// <param name="text">The place as given.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ConsoleContext console, VerifierOptions options, InputFiles files, IReadOnlyList<string> paths, string text)
    {
        if (Parsed(text) is not var (path, line, column))
        {
            return Wrong(console, $"`{text}` is no place; write --explain draft.md:9 or --explain draft.md:9:44");
        }

        var sources = new List<Source>();
        Source? asked = null;
        foreach (var name in paths.Append(path).Distinct())
        {
            var (source, trouble) = files.Draft(name);
            if (name == path && source is null)
            {
                return Wrong(console, $"{path}: {trouble!.Message}{(trouble.Help is null ? "" : $"; {trouble.Help}")}");
            }

            console.Write(trouble is null ? [] : [trouble]);
            sources.AddRange(source is null || sources.Contains(source) ? [] : [source]);
            asked = name == path ? source : asked;
        }

        if (PlaceIn(asked!, line, column) is not { } place)
        {
            var lines = Lines(asked!);
            return Wrong(console, line > lines || line == 0
                ? $"{path} has {RulesCommand.Counted(lines, "line")}; there is no line {line}"
                : $"line {line} of {path} has {RulesCommand.Counted(asked!.LineText(line).Length, "column")}; there is no column {column}");
        }

        var explanation = new Verifier(options).Explain(sources, place);
        console.Write(explanation.Diagnostics);
        new PlaceReport(console.Output, console.Color).Write(explanation);
        return explanation.Diagnostics.Any(d => d.Kind == DiagnosticKind.Configuration) ? ExitCode.Usage : ExitCode.Clean;
    }

    private static int Wrong(ConsoleContext console, string message)
    {
        console.Error.WriteLine($"pverify: {message}");
        return ExitCode.Usage;
    }

    // The numbers are behind the last colons, since a path may hold some itself.
    private static (string Path, int Line, int? Column)? Parsed(string text)
    {
        var parts = text.Split(':');
        return parts.Length > 2 && Number(parts[^2]) is { } line && Number(parts[^1]) is { } column ? (string.Join(':', parts[..^2]), line, column)
            : parts.Length > 1 && parts[0].Length > 0 && Number(parts[^1]) is { } only ? (string.Join(':', parts[..^1]), only, null)
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A line break ends a line and begins none.
    private static int Lines(Source source) => source.PositionOf(source.Text.Length) is { Line: > 1, Column: 1, Line: var line } ? line - 1 : source.PositionOf(source.Text.Length).Line;

    private static Place? PlaceIn(Source source, int line, int? column)
    {
        if (line < 1 || line > Lines(source) || column < 1 || column > source.LineText(line).Length)
        {
            return null;
        }

        var start = source.OffsetOf(line, column ?? 1);
        return new Place(source, new TextSpan(start, column is null ? start + Math.Max(1, source.LineText(line).Length) : start));
    }
}
