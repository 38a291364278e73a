using System.Collections.Concurrent;
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

    private static readonly ConcurrentDictionary<(string Form, string Part), Template> Templates = new();

    /// <summary>The title and message of one part of a form, with the words in braces filled in.</summary>
    public static (IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, MessageTemplate> Messages) Of(string form, LoweredRule lowered)
    {
        var template = Templates.GetOrAdd((form, lowered.Part), Read);

        // A title has no values, only the fixed words.
        return (template.Titles.ToDictionary(t => t.Language, t => string.Concat(Filled(t, lowered).Select(p => p.Text))),
            template.Messages.ToDictionary(t => t.Language, t => new MessageTemplate(Sentence([.. Before(t.Language, lowered)], [.. Filled(t, lowered)]))));
    }

    /// <summary>The title and message of a rule in the core language that has none of its own: the words of its id, and both sides of its check.</summary>
    public static (IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, MessageTemplate> Messages) Of(string id, Expression check)
    {
        var title = id.Replace('-', ' ');
        var (part, left, right) = check switch
        {
            Expression.Comparison c => ("sides", c.Left, c.Right),
            Expression.Within w => ("bounds", w.Operand, w.Low),
            _ => ("alone", check, check),
        };
        return Of("check", new LoweredRule(part)
        {
            For = [],
            Check = check,
            Words = FormWords.Of(("id", [(title[..1].ToUpperInvariant() + title[1..], null)]), ("left", [("", left)]), ("right", [("", right)]), ("check", [(ExpressionText.Of(check), null)])),
        });
    }

    // Without a key before it a sentence begins with its own first word.
    private static IReadOnlyList<(string Text, Expression? Expression)> Sentence(IReadOnlyList<(string Text, Expression? Expression)> key, IReadOnlyList<(string Text, Expression? Expression)> words) =>
        key.Count == 0 && words is [(var first, null), ..] && first.Length > 0 ? [(char.ToUpperInvariant(first[0]) + first[1..], null), .. words.Skip(1)] : [.. key, .. words];

    private static Template Read((string Form, string Part) name)
    {
        var part = (Root.Value[name.Form] as YamlNode.Mapping)?[name.Part] as YamlNode.Mapping ?? throw new InvalidDataException($"{Path}: `{name.Form}` has no `{name.Part}`");
        return new Template(Texts(part, "title"), Texts(part, "message"));
    }

    private static List<Wording> Texts(YamlNode.Mapping part, string key) => [.. ((YamlNode.Mapping)part[key]!).Entries.Select(e => new Wording(e.Key.Value, ((YamlNode.Scalar)e.Value).Value.Split('{', '}')))];

    // A key stands before the sentence where the columns that name a row are known.
    private static IEnumerable<(string Text, Expression? Expression)> Before(string language, LoweredRule lowered) =>
        lowered.Words.TryGetValue("key", out var key) && key.Count > 0 && ((YamlNode.Mapping)Root.Value["before"]!).Text(language) is { } before ? key.Append((before, null)) : [];

    // Every second piece stood in braces.
    private static IEnumerable<(string Text, Expression? Expression)> Filled(Wording wording, LoweredRule lowered) =>
        wording.Pieces.SelectMany((piece, i) => i % 2 == 1 ? lowered.Words[piece] : [(piece, null)]);

    private sealed record Template(IReadOnlyList<Wording> Titles, IReadOnlyList<Wording> Messages);

    private sealed record Wording(string Language, string[] Pieces);
}
