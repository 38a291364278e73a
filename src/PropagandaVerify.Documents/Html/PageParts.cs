using AngleSharp.Dom;

namespace PropagandaVerify.Documents.Html;

/// <summary>Tells by the structure of a page where its text stands, what its title and standfirst are, and what stands around and among the text without belonging to it.</summary>
internal sealed class PageParts
{
    private const int LongestStandfirst = 600;
    private const int LongestByline = 150;
    private const int NearTitle = 40;

    private const string Main = "main, [role=main]";

    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "noscript", "head", "select", "datalist", "textarea", "button", "svg", "math", "iframe", "object", "audio", "video", "canvas", "rp", "rt",
        // What is struck out is said no longer.
        "del", "s", "strike",
    };

    private static readonly HashSet<string> Around = new(StringComparer.Ordinal) { "nav", "footer" };
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal) { "aside", "form", "menu", "dialog", "fieldset" };

    private static readonly HashSet<string> RolesAround = new(StringComparer.OrdinalIgnoreCase)
    {
        "navigation", "complementary", "search", "contentinfo", "banner", "dialog", "alertdialog", "menu", "menubar", "toolbar",
    };

    private static readonly HashSet<string> RolesOfNotes = new(StringComparer.OrdinalIgnoreCase) { "doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "footnotes", "endnote", "endnotes", "rearnote" };

    // Words in the names that web sites give to the parts of their pages; such names are made of English words nearly everywhere.
    private static readonly HashSet<string> NamesAround = new(StringComparer.Ordinal)
    {
        "share", "sharing", "social", "partage", "related", "recirculation", "readmore", "newsletter", "cookie", "cookies", "consent", "gdpr", "comments", "breadcrumb", "breadcrumbs",
        "advert", "advertisement", "ads", "sponsored", "promo", "subscribe", "subscription", "paywall", "menu", "navbar", "sidebar", "toolbar", "outbrain", "taboola",
    };

    private static readonly HashSet<string> NamesOfStandfirsts = new(StringComparer.Ordinal) { "standfirst", "chapo", "lead", "lede", "teaser", "intro", "subtitle", "vorspann", "entradilla" };

    private readonly Dictionary<INode, int> lengths = new(ReferenceEqualityComparer.Instance);
    private readonly MarkedPage page;

    public PageParts(MarkedPage page, IElement body)
    {
        this.page = page;
        Measure(body);
        Root = RootIn(body);
        Title = Seen(Root, "h1").FirstOrDefault() ?? (Seen(body, "h1").ToList() is [var only] && only.Closest("nav, aside, footer") is null ? only : null);
        Standfirst = Title is null ? null : StandfirstBehind(Title, body);
    }

    /// <summary>What holds the text and nothing else, as far as the page tells.</summary>
    public IElement Root { get; }

    public IElement? Title { get; }

    public IElement? Standfirst { get; }

    public static bool IsUnseen(IElement element) =>
        Unseen.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || (element.LocalName == "dialog" && !element.HasAttribute("open"))
        || (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal) is var plain && (plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)))
        || IsReferenceToNote(element);

    /// <summary>The role of what stands in an element.</summary>
    /// <param name="outer">The role of what stands around it.</param>
    public BlockRole RoleOf(IElement element, BlockRole outer) =>
        element == Title ? BlockRole.Title
        : element == Standfirst ? BlockRole.Standfirst
        : element == Root ? BlockRole.Unsaid
        : IsNote(element) ? BlockRole.Footnote
        : outer == BlockRole.Boilerplate || (outer != BlockRole.Footnote && IsAround(element)) ? BlockRole.Boilerplate
        : outer != BlockRole.Unsaid ? outer
        : element.LocalName switch
        {
            "blockquote" => BlockRole.Quotation,
            "figcaption" or "caption" => BlockRole.Caption,
            _ => BlockRole.Unsaid,
        };

    // A raised number that leads to a note is no part of the figure before it.
    private static bool IsReferenceToNote(IElement element) =>
        element.GetAttribute("role") is "doc-noteref" or "doc-backlink" || (element.LocalName == "sup" && element.QuerySelector("a")?.GetAttribute("href")?.StartsWith('#') == true);

    private static bool IsNote(IElement element) => Roles(element).Any(RolesOfNotes.Contains);

    private static string[] Roles(IElement element) => $"{element.GetAttribute("role")} {element.GetAttribute("epub:type")}".Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // What holds the title or most of the text is no notice, whatever its name.
    private bool IsAround(IElement element)
    {
        if (Title is not null && element.Contains(Title))
        {
            return false;
        }

        var name = element.LocalName;
        return (Around.Contains(name) && (name != "footer" || element.Closest("blockquote") is null))
            || ((Beside.Contains(name) || IsHeadOfPage(element) || Roles(element).Any(RolesAround.Contains) || Names(element).Any(NamesAround.Contains)) && lengths.GetValueOrDefault(element) * 2L <= lengths.GetValueOrDefault(Root));
    }

    private static bool IsHeadOfPage(IElement element) => element.LocalName == "header" && element.Closest("article, section, main") is null;

    private static string[] Names(IElement element) =>
        $"{element.ClassName} {element.Id}".ToLowerInvariant().Split([' ', '\t', '\n', '-', '_', ':', '.'], StringSplitOptions.RemoveEmptyEntries);

    private int Measure(INode node)
    {
        var length = node is IText text ? MarkedPage.NumbersIn(text).Sum(n => page.Stretches[n].Span.Length)
            : node is IElement element && IsUnseen(element) ? 0
            : node.ChildNodes.Sum(Measure);
        return node is IElement ? lengths[node] = length : length;
    }

    private IEnumerable<IElement> Seen(IElement within, string selectors) => within.QuerySelectorAll(selectors).Where(e => lengths.GetValueOrDefault(e) > 0);

    private IElement RootIn(IElement body)
    {
        if (Longest(Seen(body, "[itemprop~=articleBody]")) is { } text)
        {
            return text.Closest("article") ?? text.Closest("[itemscope][itemtype*=Article]") ?? text;
        }

        var main = Longest(Seen(body, Main)) ?? body;
        var articles = Seen(body, "article").Where(a => a.ParentElement?.Closest("article, nav, aside, footer") is null).ToList();
        return Longest(articles) is { } article && lengths[article] * 2L >= articles.Sum(a => (long)lengths[a]) && (Seen(article, "h1").Any() || lengths[article] * 2L >= lengths[main]) ? article : main;
    }

    private IElement? Longest(IEnumerable<IElement> elements) => elements.MaxBy(e => lengths[e]);

    private IElement? StandfirstBehind(IElement title, IElement body)
    {
        var isFirst = true;
        foreach (var element in body.QuerySelectorAll("*").SkipWhile(e => e != title).Where(e => !title.Contains(e)).Take(NearTitle))
        {
            var length = lengths.GetValueOrDefault(element);
            if (length is 0 or > LongestStandfirst)
            {
                if (length > 0 && element.LocalName == "p")
                {
                    return null;
                }

                continue;
            }

            var isParagraph = element.LocalName is "p" or "div" or "h2";
            if (isParagraph && (element.GetAttribute("itemprop") == "description" || Names(element).Any(NamesOfStandfirsts.Contains) || (isFirst && element.LocalName == "p" && IsSetOff(element, length))))
            {
                return element;
            }

            if (element.LocalName == "p" && length > LongestByline)
            {
                return null;
            }

            isFirst &= element.LocalName != "p";
        }

        return null;
    }

    // A paragraph all in bold or italics.
    private bool IsSetOff(IElement paragraph, int length) => length > LongestByline / 3 && paragraph.Children is [{ LocalName: "strong" or "b" or "em" or "i" } child] && lengths[child] == length;
}
