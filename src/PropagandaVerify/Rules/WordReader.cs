using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Reads what a rule says in words: texts by language, and messages with expressions in braces.</summary>
internal sealed class WordReader(RuleFileReader file, ExpressionReader expressions)
{
    public static Dictionary<string, string> Languages(YamlNode? node) => node switch
    {
        YamlNode.Scalar s => new() { ["en"] = s.Value },
        YamlNode.Mapping m => m.Entries.Where(e => e.Value is YamlNode.Scalar).ToDictionary(e => e.Key.Value, e => ((YamlNode.Scalar)e.Value).Value),
        _ => [],
    };

    // One text, or one for each language; what a comment may have cut off is said.
    public void Worded(YamlNode? node, string key)
    {
        if (node is YamlNode.Mapping { Entries.Count: 0 })
        {
            file.Report(node.Span, "R001", $"`{key}` is there in no language", $"write `{key}: {{en: \"…\"}}`");
        }

        foreach (var language in node is YamlNode.Mapping all ? all.Entries.Select(e => e.Key).Where(k => !IsCode(k.Value)) : [])
        {
            file.Report(language.Span, "R001", $"`{language.Value}` is the code of no language", "a language has a code of two letters, three where there is none of two: `de`, `en`, `es`, `fr`");
        }

        foreach (var text in node is YamlNode.Mapping languages ? languages.Entries.Select(e => e.Value) : node is null ? [] : [node])
        {
            if (text is YamlNode.Scalar { Quoted: true } blank && string.IsNullOrWhiteSpace(blank.Value))
            {
                file.Report(text.Span, "R001", $"`{key}` is empty", key is "title" or "message" ? $"say in it what is wrong" : $"leave `{key}` out");
            }
            else if (text is YamlNode.Scalar scalar)
            {
                file.NoteComment(scalar);
            }
            else
            {
                file.Report(text.Span, "R001", $"`{key}` is a text, or one for each language, not {text.Shape}", $"write `{key}: \"…\"`, or `{key}: {{en: \"…\", fr: \"…\"}}`; a text that begins with `{{` or `[` needs quotes");
            }
        }
    }

    public Dictionary<string, MessageTemplate> Messages(YamlNode? node) => Languages(node).ToDictionary(m => m.Key, m => Template(Scalar(node!, m.Key)));

    private static bool IsCode(string word) => word.Length is 2 or 3 && word.All(char.IsAsciiLetterLower);

    private static YamlNode.Scalar Scalar(YamlNode node, string language) => (YamlNode.Scalar)(node is YamlNode.Mapping m ? m[language]! : node);

    private MessageTemplate Template(YamlNode.Scalar scalar)
    {
        var parts = new List<(string, Expression?)>();
        var text = scalar.Value;
        var at = 0;
        if (text.Length > file.Limits.MaxMessageLength)
        {
            file.Report(scalar.Place(0, 1), "R010", $"the message is longer than {file.Limits.MaxMessageLength} characters", "say it in a sentence or two");
            return new MessageTemplate([]);
        }

        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (text.IndexOf('}', at) is var stray && stray >= 0 && (open < 0 || stray < open))
            {
                file.Report(scalar.Place(stray, stray + 1), "R010", "`}` closes nothing", "an expression stands in braces: `{t.value}`");
                break;
            }

            if (open < 0)
            {
                parts.Add((text[at..], null));
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                file.Report(scalar.Place(open, open + 1), "R010", "`{` is never closed", "close the expression with `}`");
                break;
            }

            parts.Add((text[at..open], null));
            if (string.IsNullOrWhiteSpace(text[(open + 1)..close]))
            {
                file.Report(scalar.Place(open, close + 1), "R010", "these braces hold nothing", "write in them what is to be shown, such as `{t.value}`");
                break;
            }

            var inner = scalar.Part(open + 1, close);
            if (expressions.Parse(inner) is { } expression)
            {
                parts.Add(("", expression));
            }

            at = close + 1;
        }

        return new MessageTemplate(parts);
    }
}
