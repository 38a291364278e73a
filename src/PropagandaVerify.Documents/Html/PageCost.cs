using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>Reckons while a page is parsed what that costs: at each tag the parser walks over the elements that are open, and anew makes those of the formatting that nothing closed.</summary>
internal sealed class PageCost(Limits limits)
{
    /// <summary>How much dearer it is to make an element than to walk over one, as measured.</summary>
    private const int Making = 50;

    // These have no content, or end where the next of their kind begins.
    private static readonly HashSet<string> Flat = new(StringComparer.Ordinal)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "rb", "rt", "rtc", "rp",
    };

    private static readonly HashSet<string> Formatting = new(StringComparer.Ordinal) { "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" };

    // Parts of a drawing, which alone may close themselves. Anything else may lead out of it.
    private static readonly HashSet<string> Drawn = new(StringComparer.Ordinal)
    {
        "circle", "clippath", "defs", "ellipse", "g", "image", "line", "lineargradient", "mask", "path", "pattern", "polygon", "polyline", "radialgradient", "rect", "stop", "symbol", "use",
    };

    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);
    private bool isDrawing;
    private string? label;
    private int tokens;
    private int depth;
    private int formatting;
    private long cost;

    /// <exception cref="PageTooCostlyException">The limits are passed.</exception>
    public void Count(HtmlToken token)
    {
        if (token is HtmlTagToken tag && !(Draws(tag) && tag.IsSelfClosing) && !Flat.Contains(tag.Name))
        {
            // An end closes only what was opened by its name, so that stray ends hide no depth.
            var before = open.GetValueOrDefault(tag.Name);
            var step = token.Type == HtmlTokenType.StartTag ? 1 : before > 0 ? -1 : 0;
            open[tag.Name] = before + step;
            depth += step;
            formatting += Formatting.Contains(tag.Name) ? step : 0;
        }

        cost += depth + ((long)Making * formatting);
        if (++tokens > limits.MaxHtmlTokens || depth > limits.MaxHtmlDepth || cost > limits.MaxHtmlCost)
        {
            throw new PageTooCostlyException();
        }
    }

    // Whether a tag is inside a drawing, whose title and description hold text alone.
    private bool Draws(HtmlTagToken tag)
    {
        var isStart = tag.Type == HtmlTokenType.StartTag;
        var isLabel = tag.Name is "title" or "desc" && (isStart ? label is null : label == tag.Name);
        var within = isDrawing && (isLabel || (label is null && Drawn.Contains(tag.Name)));
        label = within && isLabel && isStart ? tag.Name : null;
        isDrawing = within || (isStart && tag.Name == "svg");
        return within;
    }
}

/// <summary>Ends the parsing of a page; the parser offers no other way. Does not leave <see cref="MarkedPage"/>.</summary>
internal sealed class PageTooCostlyException : Exception;
