using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>The titles and messages of short forms, by language, as rules/forms.yaml words them.</summary>
internal static class FormTexts
{
    public const string Path = "rules/forms.yaml";

    private static readonly Lazy<YamlNode.Mapping> Root = new(() =>
    {
        var (root, trouble) = YamlReader.Read(ShippedFiles.Read(Path), Limits.Default);
        return root as YamlNode.Mapping ?? throw new InvalidDataException($"{Path}: {trouble?.Message ?? "not a mapping"}");
    });

    /// <summary>The title and message of one part of a form, with the words in braces filled in.</summary>
    public static (IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, MessageTemplate> Messages) Of(string form, LoweredRule lowered)
    {
        var part = (Root.Value[form] as YamlNode.Mapping)?[lowered.Part] as YamlNode.Mapping ?? throw new InvalidDataException($"{Path}: `{form}` has no `{lowered.Part}`");
        return (Texts(part, "title").ToDictionary(t => t.Language, t => Plain(t.Text, lowered)), Texts(part, "message").ToDictionary(t => t.Language, t => Filled(t.Text, t.Language, lowered)));
    }

    private static IEnumerable<(string Language, string Text)> Texts(YamlNode.Mapping part, string key) =>
        ((YamlNode.Mapping)part[key]!).Entries.Select(e => (e.Key.Value, ((YamlNode.Scalar)e.Value).Value));

    // A title has no values, only the fixed words.
    private static string Plain(string text, LoweredRule lowered) => string.Concat(Filled(text, "", lowered).Parts.Select(p => p.Text));

    private static MessageTemplate Filled(string text, string language, LoweredRule lowered)
    {
        // A key stands before the sentence where the columns that name a row are known.
        var parts = new List<(string, Expression?)>();
        if (language.Length > 0 && lowered.Words.TryGetValue("key", out var key) && key.Count > 0 && ((YamlNode.Mapping)Root.Value["before"]!).Text(language) is { } before)
        {
            parts.AddRange(key);
            parts.Add((before, null));
        }

        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                parts.Add((text[at..], null));
                break;
            }

            var close = text.IndexOf('}', open);
            parts.Add((text[at..open], null));
            parts.AddRange(lowered.Words[text[(open + 1)..close]]);
            at = close + 1;
        }

        return new MessageTemplate(parts);
    }
}
