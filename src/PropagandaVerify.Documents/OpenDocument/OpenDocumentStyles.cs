using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace PropagandaVerify.Documents.OpenDocument;

/// <summary>What the styles of an OpenDocument file say of paragraphs and spans; their names are not words of the language of the program.</summary>
internal sealed class OpenDocumentStyles
{
    private const int LongestChain = 20;

    private readonly Dictionary<(string Family, string Name), Style> styles = [];

    /// <param name="roots">The roots of the parts that hold styles; automatic ones of the first go before those of the same name of the second.</param>
    public OpenDocumentStyles(IEnumerable<XElement> roots)
    {
        foreach (var style in roots.SelectMany(r => r.Elements()).Where(g => g.Name.LocalName is "automatic-styles" or "styles").SelectMany(g => g.Elements()).Where(s => s.Name.LocalName == "style"))
        {
            if (style.Said("name") is { } name && style.Said("family") is { } family)
            {
                var text = style.Elements().FirstOrDefault(e => e.Name.LocalName == "text-properties");
                styles.TryAdd((family, name), new Style(style.Said("parent-style-name"), text?.Said("display"), text?.Said("text-position")));
            }
        }
    }

    public BlockRole RoleOf(string? style)
    {
        foreach (var (name, _) in Chain("paragraph", style))
        {
            switch (Plain(name))
            {
                case "title": return BlockRole.Title;
                case "subtitle": return BlockRole.Standfirst;
                case "caption": return BlockRole.Caption;
                case "quotations" or "quote" or "intensequote": return BlockRole.Quotation;
                case "footnote" or "endnote": return BlockRole.Footnote;
            }
        }

        return BlockRole.Unsaid;
    }

    /// <summary>Whether paragraphs of a style are headings, whatever element holds them.</summary>
    public bool IsHeading(string? style) => Chain("paragraph", style).Any(s => Plain(s.Name) is ['h', 'e', 'a', 'd', 'i', 'n', 'g', >= '1' and <= '9', ..]);

    public bool IsHidden(string family, string? style) => First(family, style, static s => s.Display) == "none";

    /// <summary>Whether a span stands above the line, as in "super 58%" or "33% 58%".</summary>
    public bool IsRaised(string? style) =>
        First("text", style, static s => s.Position) is { } position
        && (position.StartsWith("super", StringComparison.Ordinal)
            || (position.Split('%', 2) is [var height, ..] && decimal.TryParse(height, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var above) && above > 0));

    private string? First(string family, string? style, Func<Style, string?> read) => Chain(family, style).Select(s => s.Style is null ? null : read(s.Style)).FirstOrDefault(v => v is not null);

    // The style and those that it is made from.
    private IEnumerable<(string Name, Style? Style)> Chain(string family, string? style)
    {
        for (var i = 0; i < LongestChain && style is not null; i++)
        {
            var element = styles.GetValueOrDefault((family, style));
            yield return (style, element);
            style = element?.Parent;
        }
    }

    // "Heading_20_1" is "Heading 1".
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Replace("_20_", "", StringComparison.Ordinal))
        {
            plain.Append(char.ToLowerInvariant(c));
        }

        return plain.Replace(" ", "").ToString();
    }

    // What is asked of a style for every span, taken out once.
    private sealed record Style(string? Parent, string? Display, string? Position);
}

/// <summary>Elements of OpenDocument by the names that its versions share.</summary>
internal static class OpenDocumentElements
{
    public static string? Said(this XElement element, string attribute) => element.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration && a.Name.LocalName == attribute)?.Value;

    /// <summary>A count such as that of repeated cells, within a bound.</summary>
    public static int CountOf(this XElement element, string attribute, int most) =>
        int.TryParse(element.Said(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, most) : element.Said(attribute) is null ? 1 : most;
}
