using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The places of a page that links can lead to: the findings by their numbers, and the stretches of files that are shown.</summary>
internal sealed class PagePlaces
{
    private readonly Dictionary<string, int> files;
    private readonly Dictionary<Finding, int> numbers;
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    /// <param name="report">The report of the page.</param>
    /// <param name="findings">The findings that it shows, in their order.</param>
    public PagePlaces(Report report, IReadOnlyList<Finding> findings)
    {
        files = report.Files.Select(f => f.Path).Distinct(StringComparer.Ordinal).Index().ToDictionary(f => f.Item, f => f.Index, StringComparer.Ordinal);
        numbers = findings.Index().ToDictionary(f => f.Item, f => f.Index + 1, (IEqualityComparer<Finding>)ReferenceEqualityComparer.Instance);
        Findings = findings;
    }

    public IReadOnlyList<Finding> Findings { get; }

    public int NumberOf(Finding finding) => numbers[finding];

    public bool IsOfFile(Place place) => files.ContainsKey(place.Source.Path);

    /// <summary>The anchor of a stretch of a file that is about to be shown, for links from all over the page; null for one that has its anchor already.</summary>
    public string? Show(string path, TextSpan span) => IdOf(path, span) is { } id && shown.Add(id) ? id : null;

    /// <summary>A link to a place, by its line and column; only the words where it is not shown. Ask when every file has been shown.</summary>
    public Markup Link(Place place)
    {
        var words = IsOfFile(place) ? place.Where : place.Located;
        return IdOf(place.Source.Path, place.Span) is { } id && shown.Contains(id) ? Markup.Of($"<a class=\"at\" href=\"#{id}\">{words}</a>") : Markup.Of($"<span class=\"at\">{words}</span>");
    }

    private string? IdOf(string path, TextSpan span) => files.TryGetValue(path, out var file) ? string.Create(CultureInfo.InvariantCulture, $"p{file}-{span.Start}-{span.End}") : null;
}
