using PropagandaVerify.Facts;
using PropagandaVerify.Findings;

namespace PropagandaVerify;

/// <summary>The rows of datasets that are new or differ from a former state, and the findings that are about them.</summary>
internal sealed class TouchedRows
{
    private readonly Dictionary<string, (int[] Starts, IReadOnlySet<int> Touched)> files = new(StringComparer.Ordinal);

    /// <param name="report">The report on the state now, which holds its datasets.</param>
    /// <param name="changes">How they differ from the former state.</param>
    public TouchedRows(Report report, IReadOnlyList<DatasetChange> changes)
    {
        var contents = report.Files.Select(f => f.Dataset).OfType<DatasetState>().ToDictionary(d => d.Name, StringComparer.Ordinal);
        foreach (var change in changes.Where(c => c.Touched.Count > 0))
        {
            files[change.Path] = ([.. contents[change.Name].Content.Records.Select(r => r.Span.Start).Order()], change.Touched);
        }
    }

    /// <summary>Whether a finding points at datasets alone.</summary>
    public static bool IsOfDatasets(Finding finding) => Verifier.IsTable(finding.Place.Source.Path) && finding.Related.All(r => Verifier.IsTable(r.Place.Source.Path));

    /// <summary>Whether a finding is about one of these rows: one that its rule joined or gathered, or that it marks.</summary>
    public bool Contains(Finding finding) => files.Count > 0
        && finding.Rows.Concat(finding.Groups.SelectMany(g => g)).SelectMany(PlacesOf).Append(finding.Place).Concat(finding.Related.Select(r => r.Place)).Any(Contains);

    // The columns of a derived row may come from several rows.
    private static IEnumerable<Place> PlacesOf(Row row) => (row.Places ?? []).Append(row.Place).OfType<Place>();

    private bool Contains(Place place)
    {
        if (!files.TryGetValue(place.Source.Path, out var file))
        {
            return false;
        }

        // The record that the place lies in is the last one that begins no later.
        var at = Array.BinarySearch(file.Starts, place.Span.Start);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 && file.Touched.Contains(file.Starts[at]);
    }
}
