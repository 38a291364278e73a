using System.Globalization;
using System.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The words of the page of a report in one language, as rules/report.yaml has them.</summary>
internal sealed class PageWords
{
    private const string Path = "rules/report.yaml";
    private const string Fallback = "en";
    private const decimal Finest = 0.000_001m;

    private static readonly Lazy<YamlNode.Mapping> Root = new(() =>
    {
        var (root, trouble) = YamlReader.Read(ShippedFiles.Read(Path), Limits.Default);
        return root as YamlNode.Mapping ?? throw new InvalidDataException($"{Path}: {trouble?.Message ?? "not a mapping"}");
    });

    private PageWords(string language) => Language = language;

    /// <summary>The language of the words.</summary>
    public string Language { get; }

    public string this[string key] => Root.Value[key] is YamlNode.Mapping texts ? texts.Text(Language) ?? texts.Text(Fallback)! : throw new KeyNotFoundException($"{Path} has no `{key}`");

    /// <summary>The words of a language, or the English ones where it has none.</summary>
    public static PageWords For(string? language) => new(language is not null && Root.Value.Entries[0].Value is YamlNode.Mapping first && first[language] is not null ? language : Fallback);

    /// <summary>Every key, with the languages that have words for it.</summary>
    public static IEnumerable<(string Key, IReadOnlyList<string> Languages)> All =>
        Root.Value.Entries.Select(e => (e.Key.Value, (IReadOnlyList<string>)[.. ((YamlNode.Mapping)e.Value).Entries.Select(t => t.Key.Value)]));

    /// <summary>Words around others, which take the places of <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public string With(string key, params ReadOnlySpan<string> others)
    {
        var words = new StringBuilder();
        foreach (var (i, piece) in this[key].Split('{', '}').Index())
        {
            // Every second piece stood in braces.
            words.Append(i % 2 == 0 ? piece : others[piece[0] - '0']);
        }

        return words.ToString();
    }

    public string With(string key, int count) => With(key, count.ToString(CultureInfo.InvariantCulture));

    public string Name(Severity severity) => this[severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" }];

    /// <summary>An end of a range with the language's marks, no finer than tells it from the other end.</summary>
    /// <param name="width">How wide the range is; 0 leaves the end as it is.</param>
    public string Number(decimal value, decimal width)
    {
        var place = width > 0 ? 1m : Finest;
        while (place * 200 <= width)
        {
            place *= 10;
        }

        while (place * 20 > width && place > Finest)
        {
            place /= 10;
        }

        var rounded = (decimal.Round(value / place, MidpointRounding.AwayFromZero) * place).ToString("#,0.########", CultureInfo.InvariantCulture);
        return string.Concat(rounded.Select(c => c switch { ',' => this["group_mark"], '.' => this["decimal_mark"], _ => c.ToString() }));
    }
}
