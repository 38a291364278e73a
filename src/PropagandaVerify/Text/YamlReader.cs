using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PropagandaVerify.Text;

/// <summary>
/// Reads YAML from parser events into nodes with places. No reflection, no aliases, bounded depth: the event parser itself is
/// quadratic in depth, so depth is counted while events arrive.
/// </summary>
internal static class YamlReader
{
    public static (YamlNode? Root, Diagnostic? Diagnostic) Read(Source source, Limits limits)
    {
        if (source.Text.Length > limits.MaxYamlBytes)
        {
            return (null, Diagnostic.OfFile(source.Path, "Y001", DiagnosticKind.Configuration, $"the file is larger than {limits.MaxYamlBytes} characters", "split it"));
        }

        var tab = TabIndent(source.Text);
        try
        {
            var parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
            return (new Builder(source, limits).Read(parser), null);
        }
        catch (YamlTrouble trouble)
        {
            return (null, Diagnostic.At(source, trouble.Span, trouble.Code, DiagnosticKind.Configuration, trouble.Message, trouble.Help));
        }
        catch (YamlException e) when (tab is { } at)
        {
            return (null, Diagnostic.At(source, at, "Y002", DiagnosticKind.Configuration, $"this is no valid YAML: {Reason(e)}", "this line is indented with a tab; YAML wants spaces"));
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // The parser throws exceptions of the framework, without a place, on some files that end inside a bracket.
            return (null, OfParser(source, e as YamlException ?? new YamlException(e.Message)));
        }
    }

    private static Diagnostic OfParser(Source source, YamlException e)
    {
        var open = UnclosedBracket(source.Text);
        if (open is { } at)
        {
            var c = source.Text[at];
            return Diagnostic.At(source, new TextSpan(at, at + 1), "Y003", DiagnosticKind.Configuration, $"`{c}` is never closed", $"close it with `{(c == '[' ? ']' : '}')}`, or quote the text if the bracket belongs to it");
        }

        var offset = e.Start.Line > 0 ? source.OffsetOf((int)e.Start.Line, (int)e.Start.Column) : 0;
        offset = Math.Min(offset, Math.Max(0, source.Text.Length - 1));
        var line = source.LineText(source.PositionOf(offset).Line);
        var help = line.Split(": ").Length > 2 ? "a plain text may not hold `: `; put it in quotes"
            : e.Message.Contains("did not find expected ',' or", StringComparison.Ordinal) ? "a `{…}` or `[…]` is not closed, or a text in it needs quotes"
            : "put the text in quotes, or check the indentation";
        return Diagnostic.At(source, new TextSpan(offset, Math.Min(source.Text.Length, offset + 1)), "Y002", DiagnosticKind.Configuration, $"this is no valid YAML: {Reason(e)}", help);
    }

    private static string Reason(YamlException e)
    {
        var message = e.InnerException?.Message ?? e.Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (colon >= 0 ? message[(colon + 3)..] : message).TrimEnd('.');
    }

    private static TextSpan? TabIndent(string text)
    {
        var atStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (atStart && text[i] == '\t')
            {
                return new TextSpan(i, i + 1);
            }

            atStart = text[i] == '\n' || (atStart && text[i] == ' ');
        }

        return null;
    }

    // Counts brackets outside quotes and comments; only asked when the parser has already refused the file.
    private static int? UnclosedBracket(string text)
    {
        var open = new Stack<int>();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
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
            }
            else if (c is ']' or '}' && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.Count > 0 ? open.Last() : null;
    }

    private sealed class YamlTrouble(TextSpan span, string code, string message, string help) : Exception(message)
    {
        public TextSpan Span => span;

        public string Code => code;

        public string Help => help;
    }

    private sealed class Builder(Source source, Limits limits)
    {
        private int nodes;

        public YamlNode? Read(Parser parser)
        {
            YamlNode? root = null;
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case StreamStart or StreamEnd or DocumentStart or DocumentEnd:
                        break;
                    case var e when root is not null:
                        throw new YamlTrouble(SpanOf(e!), "Y005", "a second document starts here", "keep one YAML document a file; remove the `---`");
                    default:
                        root = Node(parser, 0);
                        break;
                }
            }

            return root;
        }

        private YamlNode Node(Parser parser, int depth)
        {
            var current = parser.Current!;
            if (depth > limits.MaxYamlDepth)
            {
                throw new YamlTrouble(SpanOf(current), "Y004", $"nesting goes deeper than {limits.MaxYamlDepth} levels", "flatten the file");
            }

            if (++nodes > limits.MaxYamlNodes)
            {
                throw new YamlTrouble(SpanOf(current), "Y004", $"the file has more than {limits.MaxYamlNodes} nodes", "split the file");
            }

            return current switch
            {
                YamlDotNet.Core.Events.Scalar s => Scalar(s),
                SequenceStart s => Sequence(parser, s, depth),
                MappingStart m => Mapping(parser, m, depth),
                AnchorAlias a => throw new YamlTrouble(SpanOf(a), "Y006", $"aliases such as `*{a.Value}` are not read", "write the value out where it is used"),
                var e => throw new YamlTrouble(SpanOf(e), "Y002", $"{e.GetType().Name} was not expected here", "check the indentation"),
            };
        }

        private YamlNode.Sequence Sequence(Parser parser, SequenceStart start, int depth)
        {
            var items = new List<YamlNode>();
            while (parser.MoveNext() && parser.Current is not SequenceEnd)
            {
                items.Add(Node(parser, depth + 1));
            }

            return new YamlNode.Sequence(SpanOf(start).Through(SpanOf(parser.Current!)), items);
        }

        private YamlNode.Mapping Mapping(Parser parser, MappingStart start, int depth)
        {
            var entries = new List<YamlNode.Entry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (parser.MoveNext() && parser.Current is not MappingEnd)
            {
                if (Node(parser, depth + 1) is not YamlNode.Scalar key)
                {
                    throw new YamlTrouble(SpanOf(start), "Y007", "a key must be text", "quote the key");
                }

                if (!seen.Add(key.Value))
                {
                    throw new YamlTrouble(key.Span, "Y008", $"the key `{key.Value}` stands here twice", "keep one of the two");
                }

                parser.MoveNext();
                entries.Add(new YamlNode.Entry(key, Node(parser, depth + 1)));
            }

            return new YamlNode.Mapping(SpanOf(start).Through(SpanOf(parser.Current!)), entries);
        }

        private YamlNode.Scalar Scalar(YamlDotNet.Core.Events.Scalar scalar)
        {
            var span = SpanOf(scalar);
            var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
            return new YamlNode.Scalar(span, scalar.Value, quoted || scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded, Align(scalar, span));
        }

        // The characters of a value stand in the file in the same order, with quotes, indentation, folds and the block
        // header between them, so one forward walk finds the place of each.
        private int[] Align(YamlDotNet.Core.Events.Scalar scalar, TextSpan span)
        {
            var text = source.Text;
            var offsets = new int[scalar.Value.Length];
            var at = span.Start;
            if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            {
                var newline = text.IndexOf('\n', at);
                at = newline < 0 ? at : newline + 1;
            }
            else if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
            {
                at++;
            }

            for (var i = 0; i < offsets.Length; i++)
            {
                var c = scalar.Value[i];
                if (!char.IsWhiteSpace(c))
                {
                    while (at < span.End && char.IsWhiteSpace(text[at]))
                    {
                        at++;
                    }

                    if (scalar.Style == ScalarStyle.DoubleQuoted && at < span.End && text[at] == '\\')
                    {
                        at++;
                    }
                }

                offsets[i] = Math.Min(at, Math.Max(span.Start, text.Length - 1));
                var escaped = scalar.Style == ScalarStyle.SingleQuoted && c == '\'';
                at = Math.Min(span.End, at + (escaped ? 2 : 1));
            }

            return offsets;
        }

        private TextSpan SpanOf(ParsingEvent e)
        {
            var start = Math.Min((int)e.Start.Index, source.Text.Length);
            return new TextSpan(start, Math.Max(start, Math.Min((int)e.End.Index, source.Text.Length)));
        }
    }
}
