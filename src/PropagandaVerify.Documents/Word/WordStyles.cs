using DocumentFormat.OpenXml;

namespace PropagandaVerify.Documents.Word;

/// <summary>What the styles of a document say of paragraphs and runs. Their ids are words of the language of whoever made the file; their names are not.</summary>
internal sealed class WordStyles
{
    private const int LongestChain = 20;

    private readonly Dictionary<string, Style> styles = new(StringComparer.Ordinal);
    private readonly HashSet<(string List, int Level)> bare = [];
    private readonly string? normal;

    /// <param name="styles">The root of the part of styles; null where there is none, and ids are all there is.</param>
    /// <param name="numbering">The root of the part of lists.</param>
    public WordStyles(OpenXmlElement? styles, OpenXmlElement? numbering)
    {
        foreach (var style in styles?.ChildElements.Where(e => e.LocalName == "style") ?? [])
        {
            if (style.Attribute("styleId") is { } id && this.styles.TryAdd(id, Style.Of(id, style)) && style.Attribute("type") == "paragraph" && style.Attribute("default") is "1" or "true" or "on")
            {
                normal = id;
            }
        }

        Language = Primary(First(normal, static s => s.Language) ?? styles?.Child("docDefaults")?.Child("rPrDefault")?.Child("rPr").ValueOf("lang"));
        ReadNumbering(numbering);
    }

    /// <summary>The style of a paragraph by its properties.</summary>
    public string? StyleOf(OpenXmlElement? properties) => properties.ValueOf("pStyle") ?? normal;

    public BlockRole RoleOf(string? style)
    {
        foreach (var name in Chain(style).Select(s => s.Name))
        {
            switch (name)
            {
                case "title": return BlockRole.Title;
                case "subtitle": return BlockRole.Standfirst;
                case "caption": return BlockRole.Caption;
                case "quote" or "intensequote" or "quotations": return BlockRole.Quotation;
                case ['t', 'o', 'c', >= '1' and <= '9']: return BlockRole.Boilerplate;
                case "footnotetext" or "endnotetext": return BlockRole.Footnote;
            }
        }

        return BlockRole.Unsaid;
    }

    /// <summary>Whether it is a heading: by its level in the outline, or by the name of its style.</summary>
    public bool IsHeading(OpenXmlElement? properties, string? style)
    {
        var level = properties.NumberOf("outlineLvl") ?? First(style, static s => s.Outline);
        return level is { } l ? l is >= 0 and < 9 : Chain(style).Any(s => s.Name is ['h', 'e', 'a', 'd', 'i', 'n', 'g', >= '1' and <= '9']);
    }

    /// <summary>How deep it is nested in a list; null for what is no item.</summary>
    public int? ListLevel(OpenXmlElement? properties, string? style)
    {
        var own = properties?.Child("numPr");
        var list = own.ValueOf("numId") ?? First(style, static s => s.List);
        var level = own.NumberOf("ilvl") ?? First(style, static s => s.Level) ?? 0;
        return list is null or "0" || bare.Contains((list, level)) ? null : level;
    }

    /// <summary>Whether a run is hidden. Styles of paragraph and run each turn it on or off; what the run itself says holds.</summary>
    public bool IsHidden(OpenXmlElement? run, string? paragraphStyle) =>
        run.Switch("vanish") ?? (IsHiddenBy(paragraphStyle) != IsHiddenBy(run.ValueOf("rStyle")));

    public bool IsRaised(OpenXmlElement? run) => run.NumberOf("position") > 0 || (run.ValueOf("vertAlign") ?? First(run.ValueOf("rStyle"), static s => s.VerticalAlignment)) == "superscript";

    /// <summary>The language that paragraphs are in where they say nothing, such as "fr".</summary>
    public string? Language { get; }

    /// <summary>The language that a run itself says. What its styles say is mostly the language of the program.</summary>
    public static string? LanguageOf(OpenXmlElement? run) => Primary(run.ValueOf("lang"));

    private static string? Primary(string? tag) => tag?.Split('-', '_')[0].ToLowerInvariant();

    private bool IsHiddenBy(string? style) => First(style, static s => s.IsHidden) ?? false;

    private T? First<T>(string? style, Func<Style, T?> read) => Chain(style).Select(read).FirstOrDefault(static v => v is not null);

    // The style and those that it is based on. One that is not there is known by its id.
    private IEnumerable<Style> Chain(string? id)
    {
        for (var i = 0; i < LongestChain && id is not null; i++)
        {
            var style = styles.GetValueOrDefault(id) ?? new Style(Style.Plain(id));
            yield return style;
            id = style.BasedOn;
        }
    }

    // Levels without number or bullet, which programs put on paragraphs that are in no list.
    private void ReadNumbering(OpenXmlElement? numbering)
    {
        var shapes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var child in numbering?.ChildElements ?? default(IEnumerable<OpenXmlElement>) ?? [])
        {
            if (child.LocalName == "abstractNum" && child.Attribute("abstractNumId") is { } id)
            {
                shapes[id] = [.. child.ChildElements.Where(l => l.LocalName == "lvl" && l.ValueOf("numFmt") == "none" && string.IsNullOrWhiteSpace(l.ValueOf("lvlText"))).Select(l => int.TryParse(l.Attribute("ilvl"), out var level) ? level : 0)];
            }
            else if (child.LocalName == "num" && child.Attribute("numId") is { } list && child.ValueOf("abstractNumId") is { } shape)
            {
                bare.UnionWith((shapes.GetValueOrDefault(shape) ?? []).Select(level => (list, level)));
            }
        }
    }
    // What is asked of a style for every run, taken out once.
    private sealed record Style(string Name)
    {
        public string? BasedOn { get; init; }

        public int? Outline { get; init; }

        public string? List { get; init; }

        public int? Level { get; init; }

        public bool? IsHidden { get; init; }

        public string? VerticalAlignment { get; init; }

        public string? Language { get; init; }

        public static Style Of(string id, OpenXmlElement style)
        {
            var (paragraph, run) = (style.Child("pPr"), style.Child("rPr"));
            return new Style(Plain(style.ValueOf("name") ?? id))
            {
                BasedOn = style.ValueOf("basedOn"),
                Outline = paragraph.NumberOf("outlineLvl"),
                List = paragraph?.Child("numPr").ValueOf("numId"),
                Level = paragraph?.Child("numPr").NumberOf("ilvl"),
                IsHidden = run.Switch("vanish"),
                VerticalAlignment = run.ValueOf("vertAlign"),
                Language = run.ValueOf("lang"),
            };
        }

        public static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
