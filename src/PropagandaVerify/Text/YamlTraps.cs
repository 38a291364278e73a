using System.Buffers;
using YamlDotNet.Core;

namespace PropagandaVerify.Text;

/// <summary>Says in the words of an author what the YAML parser refused: the traps are few, and the parser's own words name its states.</summary>
internal static class YamlTraps
{
    private const int MostOpen = 1_000;

    private static readonly SearchValues<char> Bracket = SearchValues.Create("[]{}");
    private static readonly SearchValues<char> Telling = SearchValues.Create("[]{}\"'#");
    private static readonly SearchValues<char> Closing = SearchValues.Create("\"'\\");

    /// <summary>Where the text of a plain scalar is cut off by a comment that its author may have meant as text; null where none is.</summary>
    public static TextSpan? CommentBehind(string text, YamlNode.Scalar scalar)
    {
        if (scalar.Quoted || scalar.Span.Length == 0)
        {
            return null;
        }

        var end = scalar.Span.End;
        while (end > scalar.Span.Start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        // Two spaces or more set a comment off.
        return end + 1 < text.Length && text[end] == ' ' && text[end + 1] == '#' ? new TextSpan(end + 1, LineEnd(text, end)) : null;
    }

    /// <summary>The bracket at which nesting goes beyond a depth. The parser takes the square of the open brackets, so it must not see them.</summary>
    public static int? TooDeep(string text, int most)
    {
        if (Brackets(text, most).TooDeep is { } at)
        {
            return at;
        }

        // Whatever seems to stand in quotes or comments: so many open brackets are no text either.
        var depth = 0;
        for (var i = Next(text, 0, Bracket); i < text.Length; i = Next(text, i + 1, Bracket))
        {
            depth += text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' && depth > 0 ? -1 : 0;
            if (depth > MostOpen)
            {
                return i;
            }
        }

        return null;
    }

    public static Diagnostic Complaint(Source source, YamlException e)
    {
        var text = source.Text;
        var offset = Math.Min(e.Start.Line > 0 ? source.OffsetOf((int)e.Start.Line, (int)e.Start.Column) : 0, Math.Max(0, text.Length - 1));
        if (Brackets(text, int.MaxValue).Unclosed is { } open)
        {
            return At(source, open, 1, "Y003", $"`{text[open]}` is never closed", $"close it with `{(text[open] == '[' ? ']' : '}')}`, or quote the text if the bracket belongs to it");
        }

        if (TabIndent(text, offset, Reason(e).Contains("tab", StringComparison.Ordinal)) is { } tab)
        {
            return At(source, tab, 1, "Y002", "this line is indented with a tab", "YAML wants spaces");
        }

        var start = LineStart(text, offset);
        var line = text[start..LineEnd(text, offset)];
        var value = start + ValueAt(line);
        var reason = Reason(e);
        if (value < text.Length && value <= offset && text[value] is '{' or '[' or '&' or '*' or '!' or '%' or '@' or '`' or '-' or '>' or '|' or ',' or '?' && value - start > Indent(line))
        {
            return At(source, value, 1, "Y002", $"`{text[value]}` at the beginning of a text means something else in YAML", "put the whole text in quotes");
        }

        if (value < text.Length && value < offset && text[value] is '"' or '\'')
        {
            return At(source, offset, 1, "Y002", "the text goes on behind its closing quote", text[value] == '"' ? "inside double quotes write `\\\"`, or put the whole text in single quotes" : "inside single quotes write `''`, or put the whole text in double quotes");
        }

        if (reason.Contains("invalid mapping", StringComparison.Ordinal) || reason.Contains("mapping values are not allowed", StringComparison.OrdinalIgnoreCase))
        {
            return Colon(source, offset, start, line);
        }

        if (reason.Contains("quoted scalar", StringComparison.Ordinal))
        {
            return At(source, offset, 1, "Y002", "a text in quotes is never closed, or ends inside a line that stands further left", "close the quote");
        }

        var help = reason.Contains("did not find expected ',' or", StringComparison.Ordinal) ? "a `{…}` or `[…]` is not closed, or a text in it needs quotes" : "put the text in quotes, or check the indentation";
        return At(source, offset, 1, "Y002", $"this is no valid YAML: {reason}", help);
    }

    // A colon that the parser met inside a text: the text holds one, or the line belongs to the text above because of its indentation.
    private static Diagnostic Colon(Source source, int offset, int start, string line)
    {
        if (start + ValueAt(line) < offset)
        {
            return At(source, offset, 1, "Y002", "`: ` stands inside a text without quotes", "put the whole text in quotes");
        }

        var above = source.Text[LineStart(source.Text, Math.Max(0, start - 1))..Math.Max(0, start - 1)];
        var key = above.TrimStart(' ', '-');
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && colon + 1 < key.Length && key[colon + 1] != ' ' && key[..colon].All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
        {
            var at = start - 1 - key.Length;
            return At(source, at, colon + 1, "Y002", "a key is followed by a colon and a space", $"write `{key[..colon]}: {key[(colon + 1)..].Trim()}`");
        }

        return At(source, start + Indent(line), 1, "Y002", "this line is indented deeper than the key above it, so it continues its text", "indent it as far as the key above");
    }

    private static Diagnostic At(Source source, int offset, int length, string code, string message, string help) =>
        Diagnostic.At(source, new TextSpan(offset, Math.Min(source.Text.Length, offset + length)), code, DiagnosticKind.Configuration, message, help);

    private static int LineStart(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', Math.Min(offset, text.Length) - 1) + 1;

    private static int LineEnd(string text, int offset) => text.IndexOf('\n', offset) is var end && end < 0 ? text.Length : end;

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    // Where the value of a line begins: behind its dash and its key.
    private static int ValueAt(string line)
    {
        var at = Indent(line);
        while (at + 1 < line.Length && line[at] == '-' && line[at + 1] == ' ')
        {
            at += 2;
        }

        var key = at;
        while (key < line.Length && (char.IsLetterOrDigit(line[key]) || line[key] is '_' or '-'))
        {
            key++;
        }

        at = key > at && key + 1 < line.Length && line[key] == ':' && line[key + 1] == ' ' ? key + 1 : at;
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string Reason(YamlException e)
    {
        var message = e.InnerException?.Message ?? e.Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (colon >= 0 ? message[(colon + 3)..] : message).TrimEnd('.');
    }

    // The last tab in an indentation up to the line that the parser refused; the first one behind it where the parser names a tab itself.
    private static int? TabIndent(string text, int offset, bool isNamed)
    {
        int? found = null;
        var atStart = true;
        var end = isNamed ? text.Length : LineEnd(text, offset);
        for (var i = 0; i < end && !(isNamed && found > offset); i++)
        {
            found = atStart && text[i] == '\t' ? i : found;
            atStart = text[i] == '\n' || (atStart && text[i] == ' ');
        }

        return found;
    }

    // Most characters say nothing, so the search leaps from one that does to the next.
    private static int Next(string text, int from, SearchValues<char> wanted) =>
        from >= text.Length ? text.Length : text.AsSpan(from).IndexOfAny(wanted) is var at && at < 0 ? text.Length : from + at;

    // Brackets outside quotes and comments: the outermost that is never closed, and the one that goes too deep.
    private static (int? Unclosed, int? TooDeep) Brackets(string text, int most)
    {
        var open = new Stack<int>();
        var quote = '\0';
        for (var i = Next(text, 0, Telling); i < text.Length; i = Next(text, i + 1, quote == '\0' ? Telling : Closing))
        {
            var c = text[i];
            var starts = i == 0 || text[i - 1] is ' ' or '\n' or '[' or '{' or ',' or ':';
            if (quote != '\0')
            {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && starts)
            {
                quote = c;
            }
            else if (c == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                var end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end;
            }
            else if (c is '[' or '{' && (open.Count > 0 || starts))
            {
                open.Push(i);
                if (open.Count > most)
                {
                    return (open.Last(), i);
                }
            }
            else if (c is ']' or '}' && open.Count > 0)
            {
                open.Pop();
            }
        }

        return (open.Count > 0 ? open.Last() : null, null);
    }
}
