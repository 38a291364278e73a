using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.States;
using PropagandaVerify.Text;

namespace PropagandaVerify;

/// <summary>The rows of datasets that are new or differ from a former state, and the findings that are about them.</summary>
internal sealed class TouchedRows
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<(string Path, long Start)> places = [];
    private readonly HashSet<string> relations;
    private readonly HashSet<string> unknown;

    /// <param name="report">The report on the state now, which says how its datasets are read.</param>
    /// <param name="changes">How they differ from the former state.</param>
    /// <param name="uncompared">The files of which that is not known, so that all of their rows count.</param>
    /// <param name="findings">The findings that will be asked about.</param>
    public TouchedRows(Report report, IReadOnlyList<DatasetChange> changes, IReadOnlyList<DatasetState> uncompared, IReadOnlyList<Finding> findings)
    {
        var states = report.Files.Select(f => f.Dataset).OfType<DatasetState>().ToDictionary(d => d.Name, StringComparer.Ordinal);
        var touched = changes.Where(c => !c.Touched.IsEmpty).ToList();
        relations = touched.Select(c => c.Name).Concat(uncompared.Select(d => d.Name)).ToHashSet(StringComparer.Ordinal);
        unknown = uncompared.Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        var asked = touched.Count == 0 ? null : findings.SelectMany(PlacesOf).Select(p => (p.Source.Path, Start: StartOf(p))).Distinct().ToLookup(p => p.Path, p => p.Start, StringComparer.Ordinal);
        foreach (var change in touched)
        {
            Find(states[change.Name], change.Touched, [.. asked![change.Path].Order()]);
        }
    }

    /// <summary>What could not be found out, so that all rows of its file count.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Whether a finding points at datasets alone.</summary>
    public static bool IsOfDatasets(Finding finding) => Verifier.IsTable(finding.Place.Source.Path) && finding.Related.All(r => Verifier.IsTable(r.Place.Source.Path));

    /// <summary>Whether a finding is about one of these rows: one that its rule joined or gathered, or that it marks. Of a group of which it has the first rows alone any row may be.</summary>
    public bool Contains(Finding finding) => relations.Count > 0
        && (finding.Groups.Any(g => g.Count > g.Rows.Count && relations.Contains(g.Relation)) || PlacesOf(finding).Any(p => unknown.Contains(p.Source.Path) || places.Contains((p.Source.Path, StartOf(p)))));

    // The columns of a derived row may come from several rows.
    private static IEnumerable<Place> PlacesOf(Finding finding) =>
        finding.Rows.Concat(finding.Groups.SelectMany(g => g.Rows)).SelectMany(r => (r.Places ?? []).Append(r.Place).OfType<Place>()).Append(finding.Place).Concat(finding.Related.Select(r => r.Place));

    // The same as readers tell of records, whether the table is held or an excerpt.
    private static long StartOf(Place place) => place.Source.Origins.Count > 0 ? place.Source.PositionOf(place.Span.Start).Line : place.Source.FileOffset(place.Span.Start);

    // The record that a place lies in is the last one that begins no later.
    private void Find(DatasetState state, RowNumbers touched, IReadOnlyList<long> asked)
    {
        try
        {
            using var rows = new TableRows(state.Table, [], []);
            var (at, isTouched) = (0, false);
            for (var hasRow = true; at < asked.Count && hasRow;)
            {
                hasRow = rows.Read();
                for (; at < asked.Count && (!hasRow || asked[at] < rows.Start); at++)
                {
                    if (isTouched)
                    {
                        places.Add((state.Path, asked[at]));
                    }
                }

                isTouched = hasRow && touched.Contains(rows.Number);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unknown.Add(state.Path);
            diagnostics.Add(DatasetChange.Uncompared(state.Path, e.Message, "check the file"));
        }
    }
}
