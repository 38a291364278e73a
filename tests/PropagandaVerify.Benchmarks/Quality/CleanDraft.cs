using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>A place of a clean draft that can be changed.</summary>
/// <param name="Quantity">What stands there; null for a date or an item.</param>
/// <param name="IsChecked">Whether a rule decided about it in the unchanged draft.</param>
/// <param name="Linked">The places that stand in a relation with it, its own among them.</param>
internal sealed record Target(TextSpan Span, Value.Number? Quantity, bool IsChecked, IReadOnlyList<TextSpan> Linked);

/// <summary>A draft in which every figure is right, and what the verifier makes of it.</summary>
internal sealed class CleanDraft
{
    private static readonly string[] WholeDraft = ["document", "figures", "entities"];
    private static readonly string[] Groups = ["list", "table"];
    private readonly IReadOnlyList<Relation> relations;
    private readonly Report report;
    private readonly Verifier verifier;

    private CleanDraft(Source source, DraftOptions options)
    {
        Source = source;
        verifier = new Verifier(new VerifierOptions { Draft = options });
        relations = verifier.Facts(source).Relations;
        report = verifier.Verify([source]);
    }

    public Source Source { get; }

    public string? Language => report.Files[0].Language;

    public IReadOnlyList<Finding> Findings => report.Findings;

    /// <summary>The clean drafts among the cases that are text or Markdown, in the order of their names.</summary>
    public static IReadOnlyList<CleanDraft> ReadAll() =>
        [.. Directory.EnumerateDirectories(Repository.Drafts, "*-clean").Where(d => !Directory.EnumerateFiles(d, "draft.html").Any()).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The findings of changed versions, by their position in the list.</summary>
    public ILookup<int, Finding> Check(IReadOnlyList<string> texts)
    {
        var sources = texts.Select((t, n) => new Source($"{n}{Path.GetExtension(Source.Path)}", t)).ToList();
        return verifier.Verify(sources).Findings.ToLookup(f => int.Parse(Path.GetFileNameWithoutExtension(f.Place.Source.Path), System.Globalization.CultureInfo.InvariantCulture));
    }

    public IEnumerable<Target> Figures()
    {
        var states = report.Files[0].Figures.Where(f => report.Files[0].Ledger.PlaceOf(f) is not null).ToLookup(f => report.Files[0].Ledger.PlaceOf(f)!.Value.Span, report.Files[0].Ledger.StateOf);
        return Rows("figures").Select(r => new Target(r.Place!.Value.Span, r.Values[0] as Value.Number, states[r.Place.Value.Span].Contains(FigureState.Checked), Linked(r.Place.Value.Span)));
    }

    public IEnumerable<Target> Dates() => Rows("dates").Select(r => Dated(r.Place!.Value.Span));

    /// <summary>The weekdays that are written before dates.</summary>
    public IEnumerable<Target> Weekdays() => Rows("weekdays").Select(r => Dated(r.PlaceOf(r.Schema.IndexOf("weekday"))!.Value.Span));

    /// <summary>The lines of the lists that have a line for each item.</summary>
    public IEnumerable<Target> ItemLines()
    {
        var checkedFigures = Figures().Where(f => f.IsChecked).Select(f => f.Span).ToList();
        var lists = Rows("lists").Where(r => Text(r, "form") is "bullets" or "lines").Select(r => Text(r, "id")).ToHashSet();
        return Rows("items").Where(r => lists.Contains(Text(r, "list")))
            .Select(r => new Target(Lines(r.Place!.Value.Span), null, checkedFigures.Exists(r.Place.Value.Span.Contains), Linked(r.Place.Value.Span)));
    }

    private static CleanDraft Read(string folder)
    {
        var file = Directory.EnumerateFiles(folder, "draft.*").Order(StringComparer.Ordinal).First();
        var source = Source.Decode("draft" + Path.GetExtension(file), File.ReadAllBytes(file)).Source!;
        var options = Path.Combine(folder, "options.txt") is var path && File.Exists(path) ? File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        string? Option(string name) => Array.IndexOf(options, name) is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : null;
        return new CleanDraft(source, new DraftOptions { Language = Option("--language"), Published = SlotReader.Date(Option("--published") ?? "") });
    }

    private IReadOnlyList<Row> Rows(string relation) => relations.FirstOrDefault(r => r.Schema.Name == relation)?.Rows ?? [];

    private static string? Text(Row row, string column) => row.Schema.IndexOf(column) is var at and >= 0 ? (row.Values[at] as Value.Text)?.Content : null;

    // The ledger accounts for figures alone; of dates it is known only what was looked at.
    private Target Dated(TextSpan span) =>
        new(span, null, report.Checked.Any(c => c.Verdict != Quantities.Verdict.Undecidable && c.Place is { } place && place.Span.Overlaps(span)), Linked(span));

    // What stands in one row, one list or one table with the place.
    private List<TextSpan> Linked(TextSpan span)
    {
        var linked = new List<TextSpan> { span };
        foreach (var relation in relations.Where(r => !WholeDraft.Contains(r.Schema.Name)))
        {
            var own = relation.Rows.Where(r => Spans(r).Any(span.Overlaps)).ToList();
            linked.AddRange(own.SelectMany(Spans));
            foreach (var (column, key) in own.SelectMany(r => Groups.Select(g => (Column: g, Key: Text(r, g)))).Where(g => g.Key is not null).Distinct())
            {
                linked.AddRange(relations.SelectMany(r => r.Rows).Where(r => Text(r, column) == key).SelectMany(Spans));
            }
        }

        return linked;
    }

    private static IEnumerable<TextSpan> Spans(Row row) => (row.Places ?? []).Append(row.Place).OfType<Place>().Select(p => p.Span);

    private TextSpan Lines(TextSpan span)
    {
        var start = span.Start == 0 ? 0 : Source.Text.LastIndexOf('\n', span.Start - 1) + 1;
        var end = Source.Text.IndexOf('\n', span.End);
        return new TextSpan(start, end < 0 ? Source.Text.Length : end + 1);
    }
}
