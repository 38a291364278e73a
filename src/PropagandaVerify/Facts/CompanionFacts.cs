using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>What is read beside a draft, to be compared with it.</summary>
/// <param name="Previous">Its previous version.</param>
/// <param name="Twin">The same text in another language.</param>
/// <param name="Others">The statements of other drafts of the run.</param>
internal sealed record Companions(Draft? Previous, Draft? Twin, IReadOnlyList<Row> Others)
{
    public static Companions None { get; } = new(null, null, []);
}

/// <summary>Turns a draft and its companions into rows that hold both sides.</summary>
internal sealed class CompanionFacts(Draft draft, Companions companions, RowFactory rows, IReadOnlyList<int> ledger, Limits limits)
{
    private const int No = Row.NoFigure;
    private const int MostReadings = 16;
    private readonly Source source = draft.Document.Source;

    /// <summary>What kept a comparison from being made.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    public IEnumerable<Relation> Relations() =>
    [
        new(DraftSchemas.OtherStatements, companions.Others),
        new(DraftSchemas.Revisions, [.. Told(companions.Previous, p => p.Versions()).Where(r => r is { Here: not null, There: not null }).Select(Revision)]),
        new(DraftSchemas.Twins, [.. Told(companions.Twin, p => p.Twins()).Select(Twin)]),
        new(DraftSchemas.TwinDates, [.. Told(companions.Twin, p => p.TwinDates()).Select(TwinDate)]),
    ];

    private List<Counterpart<T>> Told<T>(Draft? other, Func<DraftPair, List<Counterpart<T>>?> read)
        where T : class
    {
        if (other is null)
        {
            return [];
        }

        if (read(new DraftPair(draft, other, limits.MaxAlignedPairs)) is { } pairs)
        {
            return pairs;
        }

        Diagnostics.Add(Diagnostic.OfFile(source.Path, "E005", DiagnosticKind.Incomplete, $"the draft and {other.Document.Source.Path} hold too many figures to be compared", "compare them chapter by chapter"));
        return [];
    }

    private Row Revision(Counterpart<Figure> pair)
    {
        var (now, before) = (pair.Here!, pair.There!);
        return rows.Make(
            DraftSchemas.Revisions,
            [new Value.Number(before.Quantity()), new Value.Number(now.Quantity()), new Value.Text(now.Unit ?? ""), DraftFacts.MeasureOf(now), new Value.Number(Quantity.Exact(Digits(before.Value)))],
            new Place(source, now.Span), [Elsewhere(companions.Previous!, before.Span), new Place(source, now.Span), null, null, null], [No, ledger[now.Index], No, No, No]);
    }

    // Words that may stand for several amounts agree if one of each side does.
    private Row Twin(Counterpart<Figure> pair)
    {
        var (own, other) = (pair.Here, pair.There);
        Value[] Values(Figure? here, Figure? there) => [Number(here, "the twin alone has it"), Number(there, "the twin does not have it"), DraftFacts.MeasureOf((here ?? there)!)];
        IEnumerable<Figure?> Readings(Figure? figure) => figure is null ? (IEnumerable<Figure?>)[null] : figure.Readings;
        var readings = Readings(own).SelectMany(_ => Readings(other), Values).ToList();
        Place?[] places = [own is null ? null : new Place(source, own.Span), other is null ? null : Elsewhere(companions.Twin!, other.Span), null];
        return rows.Make(DraftSchemas.Twins, readings[0], places[0] ?? places[1], places, [own is null ? No : ledger[own.Index], No, No], [.. readings.Skip(1).Take(MostReadings)]);
    }

    // The twin's nouns are words of another language; its numbers are compared without them.
    private static Value Number(Figure? figure, string why) =>
        figure is null ? new Value.Missing(why) : new Value.Number(figure.Measure is Measure.Count or Measure.Number && figure.UnitSign is null ? figure.Quantity() with { Unit = Unit.None } : figure.Quantity());

    private Row TwinDate(Counterpart<DateMention> pair)
    {
        Place?[] places = [pair.Here is null ? null : new Place(source, pair.Here.Span), pair.There is null ? null : Elsewhere(companions.Twin!, pair.There.Span)];
        return rows.Make(
            DraftSchemas.TwinDates,
            [pair.Here is null ? new Value.Missing("the twin alone has it") : new Value.Date(pair.Here.Period), pair.There is null ? new Value.Missing("the twin does not have it") : new Value.Date(OfYear(pair.Here, pair.There))],
            places[0] ?? places[1], places);
    }

    // A date without a year is of the year that the other side means.
    private static Period OfYear(DateMention? own, DateMention other) =>
        own is not null && !(own.HasYear && other.HasYear) ? other.Period.InYear(own.Period.Start.Year) ?? other.Period : other.Period;

    private static Place Elsewhere(Draft other, TextSpan span) => new(other.Document.Source, span);

    private static int Digits(decimal value)
    {
        var digits = value.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return digits.Length;
    }
}
