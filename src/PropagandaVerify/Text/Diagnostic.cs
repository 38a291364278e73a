namespace PropagandaVerify.Text;

/// <summary>How much a diagnostic or a finding weighs.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>What a diagnostic means for the exit code.</summary>
public enum DiagnosticKind
{
    /// <summary>Worth saying, nothing was lost.</summary>
    Note,

    /// <summary>A rule, configuration or argument is wrong.</summary>
    Configuration,

    /// <summary>A rule could not decide about rows, which it or the run refuses.</summary>
    Unknown,

    /// <summary>An input could not be read whole, or a bound was hit.</summary>
    Incomplete,
}

/// <summary>Trouble with a rule, row or file: a code, a place and what to do. What an author of a draft wrote is a finding, never a diagnostic.</summary>
public sealed record Diagnostic
{
    public required string Code { get; init; }

    public required DiagnosticKind Kind { get; init; }

    public required string Message { get; init; }

    /// <summary>Where the caret goes on the caret line, as a remedy or a suggestion; null when the message says it all.</summary>
    public string? Help { get; init; }

    /// <summary>The file as the user named it; null when no file is concerned.</summary>
    public string? Path { get; init; }

    /// <summary>Line and column of <see cref="Span"/>; null when the whole file is meant.</summary>
    public LinePosition? Position { get; init; }

    public TextSpan Span { get; init; }

    /// <summary>The source line that holds the start of the span.</summary>
    public string? Line { get; init; }

    /// <summary>How many characters of that line are not in <see cref="Line"/>, in front of it.</summary>
    public int Before { get; init; }

    /// <summary>A second place that explains the first, such as where a bracket was opened.</summary>
    public Diagnostic? Related { get; init; }

    public Severity Severity => Kind == DiagnosticKind.Note ? Severity.Info : Severity.Error;

    public static Diagnostic At(Source source, TextSpan span, string code, DiagnosticKind kind, string message, string? help = null)
    {
        // The lines of a text that was taken out of a file say nothing to its reader.
        if (source.Origins.Count > 0)
        {
            return OfFile(source.Path, code, kind, $"{source.Where(span.Start)}: {message}", help) with { Span = span };
        }

        var (position, (line, at)) = (source.PositionOf(span.Start), source.LineAround(span.Start));
        return new Diagnostic
        {
            Code = code,
            Kind = kind,
            Message = message,
            Help = help,
            Path = source.Path,
            Position = position,
            Span = span,
            Line = line,
            Before = position.Column - 1 - at,
        };
    }

    public static Diagnostic OfFile(string? path, string code, DiagnosticKind kind, string message, string? help = null) =>
        new() { Code = code, Kind = kind, Message = message, Help = help, Path = path };
}
