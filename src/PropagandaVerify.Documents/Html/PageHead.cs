using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;

namespace PropagandaVerify.Documents.Html;

/// <summary>Reads what a page says about its article: JSON-LD, <c>meta</c> elements, <c>time</c> elements and the language of its root.</summary>
internal static class PageHead
{
    private static readonly string[] Published = ["article:published_time", "og:article:published_time", "datePublished", "dc.date.issued", "dcterms.issued", "dc.date", "date"];
    private static readonly string[] Updated = ["article:modified_time", "og:article:modified_time", "og:updated_time", "dateModified", "dcterms.modified", "last-modified"];

    public static FrontMatter Of(MarkedPage page, PageParts parts)
    {
        var article = Article(page);
        return new FrontMatter
        {
            Title = parts.Title is null ? Text(article, "headline") : null,
            Author = Author(article) ?? Content(page.Tree, "author"),
            Published = Day(Text(article, "datePublished")) ?? Day(page.Tree, Published) ?? Day(parts.Root.QuerySelector("time[pubdate]")?.GetAttribute("datetime")),
            Updated = Day(Text(article, "dateModified")) ?? Day(page.Tree, Updated),
            Language = (page.Tree.DocumentElement.GetAttribute("lang") ?? page.Tree.DocumentElement.GetAttribute("xml:lang"))?.Trim() is { Length: > 1 } language ? language : null,
        };
    }

    private static string? Content(IParentNode page, string name) =>
        page.QuerySelectorAll("meta, [itemprop]").FirstOrDefault(e => Is(e, "name", name) || Is(e, "property", name) || Is(e, "itemprop", name)) is { } found
        && (found.GetAttribute("content") ?? found.GetAttribute("datetime"))?.Trim() is { Length: > 0 } content ? content : null;

    private static bool Is(IElement element, string attribute, string name) => string.Equals(element.GetAttribute(attribute), name, StringComparison.OrdinalIgnoreCase);

    private static DateOnly? Day(IParentNode page, string[] names) => names.Select(n => Day(Content(page, n))).FirstOrDefault(d => d is not null);

    // The day where the article appeared. A time of Greenwich in the evening or at night may be another day there.
    private static DateOnly? Day(string? moment)
    {
        if (moment is not { Length: >= 10 } || !DateOnly.TryParseExact(moment[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var isOfGreenwich = moment.EndsWith('Z') || moment.EndsWith("+00:00", StringComparison.Ordinal) || moment.EndsWith("+0000", StringComparison.Ordinal);
        return isOfGreenwich && moment.Length >= 13 && int.TryParse(moment[11..13], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is < 8 or > 21 ? null : day;
    }

    // The first article in the JSON-LD of the page. What is no JSON says nothing.
    private static JsonElement? Article(MarkedPage page)
    {
        foreach (var script in page.Tree.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(page.WordsOf(script));
                if (Articles(json.RootElement).FirstOrDefault() is { ValueKind: JsonValueKind.Object } article)
                {
                    return article.Clone();
                }
            }
            catch (JsonException)
            {
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Articles(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Articles),
        JsonValueKind.Object when json.TryGetProperty("@type", out var type) && IsArticle(type) => [json],
        JsonValueKind.Object when json.TryGetProperty("@graph", out var graph) => Articles(graph),
        _ => [],
    };

    private static bool IsArticle(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(IsArticle)
        : type.ValueKind == JsonValueKind.String && type.GetString() is { } name && (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal));

    private static string? Text(JsonElement? article, string name) =>
        article is { } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Author(JsonElement? article) =>
        article is { } json && json.TryGetProperty("author", out var author) && string.Join(", ", Names(author)) is { Length: > 0 } names ? names : null;

    private static IEnumerable<string> Names(JsonElement author) => author.ValueKind switch
    {
        JsonValueKind.String => [author.GetString()!],
        JsonValueKind.Array => author.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object when author.TryGetProperty("name", out var name) => Names(name),
        _ => [],
    };
}
