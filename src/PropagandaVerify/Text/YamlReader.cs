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

        if (YamlTraps.TooDeep(source.Text, limits.MaxYamlDepth) is { } deep)
        {
            return (null, Diagnostic.At(source, new TextSpan(deep, deep + 1), "Y004", DiagnosticKind.Configuration, $"nesting goes deeper than {limits.MaxYamlDepth} levels", "flatten the file"));
        }

        try
        {
            var parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
            return (new Builder(source, limits).Read(parser), null);
        }
        catch (YamlTrouble trouble)
        {
            var diagnostic = Diagnostic.At(source, trouble.Span, trouble.Code, DiagnosticKind.Configuration, trouble.Message, trouble.Help);
            return (null, trouble.Related is var (span, note) ? diagnostic with { Related = Diagnostic.At(source, span, trouble.Code, DiagnosticKind.Note, note) } : diagnostic);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // The parser throws exceptions of the framework, without a place, on some files that end inside a bracket.
            return (null, YamlTraps.Complaint(source, e as YamlException ?? new YamlException(e.Message)));
        }
    }

    private sealed class YamlTrouble(TextSpan span, string code, string message, string help, (TextSpan Span, string Note)? related = null) : Exception(message)
    {
        public (TextSpan Span, string Note)? Related => related;

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

            Plainly(current);
            return current switch
            {
                YamlDotNet.Core.Events.Scalar s => Scalar(s),
                SequenceStart s => Sequence(parser, s, depth),
                MappingStart m => Mapping(parser, m, depth),
                AnchorAlias a => throw new YamlTrouble(SpanOf(a), "Y006", $"aliases such as `*{a.Value}` are not read", "write the value out where it is used; a text that begins with `*` stands in quotes"),
                var e => throw new YamlTrouble(SpanOf(e), "Y002", $"{e.GetType().Name} was not expected here", "check the indentation"),
            };
        }

        // Tags and names of nodes would be dropped without a word, and with them what an author meant as text.
        private void Plainly(ParsingEvent current)
        {
            if (current is not NodeEvent node || current is AnchorAlias || (node.Tag.IsEmpty && node.Anchor.IsEmpty))
            {
                return;
            }

            var at = SpanOf(current).Start;
            var end = at;
            while (end < source.Text.Length && !char.IsWhiteSpace(source.Text[end]))
            {
                end++;
            }

            var word = source.Text[at..end];
            throw word.StartsWith('!')
                ? new YamlTrouble(new TextSpan(at, end), "Y009", $"`{word}` is a tag in YAML, and tags are not read", $"if it belongs to the text, put the whole text in quotes; in an expression write `not {word[1..]}`")
                : new YamlTrouble(new TextSpan(at, end), "Y006", $"anchors and aliases such as `{word}` are not read", "write the value out where it is used, or put the whole text in quotes");
        }

        private YamlNode.Sequence Sequence(Parser parser, SequenceStart start, int depth)
        {
            var items = new List<YamlNode>();
            while (parser.MoveNext() && parser.Current is not SequenceEnd)
            {
                items.Add(Node(parser, depth + 1));
            }

            return new YamlNode.Sequence(Whole(start, start.Style == SequenceStyle.Flow, parser.Current!), items);
        }

        private YamlNode.Mapping Mapping(Parser parser, MappingStart start, int depth)
        {
            var entries = new List<YamlNode.Entry>();
            Dictionary<string, TextSpan>? seen = null;
            while (parser.MoveNext() && parser.Current is not MappingEnd)
            {
                if (Node(parser, depth + 1) is not YamlNode.Scalar key)
                {
                    throw new YamlTrouble(SpanOf(start), "Y007", "a key must be text", "quote the key");
                }

                if (Earlier(entries, key.Value, ref seen) is { } first)
                {
                    throw new YamlTrouble(key.Span, "Y008", $"the key `{key.Value}` stands here twice", "keep one of the two", (first, "the first one"));
                }

                parser.MoveNext();
                entries.Add(new YamlNode.Entry(key, Node(parser, depth + 1)));
            }

            return new YamlNode.Mapping(Whole(start, start.Style == MappingStyle.Flow, parser.Current!), entries);
        }

        // Few keys are compared one by one; many are hashed, so that a file of a hundred thousand takes no square of time.
        private static TextSpan? Earlier(List<YamlNode.Entry> entries, string key, ref Dictionary<string, TextSpan>? seen)
        {
            const int Few = 24;
            if (entries.Count < Few)
            {
                for (var i = 0; i < entries.Count; i++)
                {
                    if (entries[i].Key.Value == key)
                    {
                        return entries[i].Key.Span;
                    }
                }

                return null;
            }

            if (seen is null)
            {
                seen = entries.ToDictionary(e => e.Key.Value, e => e.Key.Span, StringComparer.Ordinal);
            }
            else
            {
                seen[entries[^1].Key.Value] = entries[^1].Key.Span;
            }

            return seen.TryGetValue(key, out var span) ? span : null;
        }

        private YamlNode.Scalar Scalar(YamlDotNet.Core.Events.Scalar scalar)
        {
            var span = SpanOf(scalar);
            var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
            return new YamlNode.Scalar(span, scalar.Value, quoted || scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded, new ScalarPlaces(source.Text, scalar.Value, scalar.Style, span));
        }

        // The parser leaves the closing bracket out.
        private TextSpan Whole(ParsingEvent start, bool isFlow, ParsingEvent end)
        {
            var span = SpanOf(start).Through(SpanOf(end));
            return isFlow && span.End < source.Text.Length && source.Text[span.End] is '}' or ']' ? span with { End = span.End + 1 } : span;
        }

        private TextSpan SpanOf(ParsingEvent e)
        {
            var start = Math.Min((int)e.Start.Index, source.Text.Length);
            return new TextSpan(start, Math.Max(start, Math.Min((int)e.End.Index, source.Text.Length)));
        }
    }
}
