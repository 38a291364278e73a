using System.Globalization;
using PropagandaVerify.Extraction;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns what a draft says twice into rows: statements, the figure of its headline, counts of its own parts, cells told again.</summary>
internal sealed class StatementFacts(Draft draft, RowFactory rows, FigureValues figures, IReadOnlyList<int> ledger)
{
    private const int No = Row.NoFigure;
    private readonly Source source = draft.Document.Source;

    public IEnumerable<Relation> Relations() => [new Relation(DraftSchemas.Statements, Statements(DraftSchemas.Statements)), Headlines(), Counts(DraftSchemas.HeadlineTolls, draft.HeadlineTolls), Counts(DraftSchemas.HeadlineInjured, draft.HeadlineInjured), HeadlineDates(), Announcements(), Restatements()];

    /// <summary>The statements as rows of the relation of its own draft, or of that of other drafts.</summary>
    public IReadOnlyList<Row> Statements(Schema schema) =>
    [
        .. draft.Statements.Select((s, i) => rows.Make(
            schema,
            [
                Number(s.Figure), new Value.Text(s.Figure.Unit ?? ""), DraftFacts.MeasureOf(s.Figure), new Value.Text(s.Subject), Value.Of(s.IsNamed), new Value.Text(s.Tense), new Value.Text(s.Period),
                new Value.Text(s.Figure.Source ?? ""), Value.Of(s.Figure.IsQuoted), new Value.Text(s.Section.ToString(CultureInfo.InvariantCulture)),
                draft.Published is { } day ? new Value.Date(Period.Day(day)) : new Value.Missing("no day of publication is known"), Value.Whole(i + 1), Words(s.Span),
            ],
            new Place(source, s.Span), RowFactory.At(source, s.Figure.Span, s.Figure.Span, null, null, null, null, null, null, null, null, null, null, s.Span),
            [.. Enumerable.Range(0, schema.Columns.Count).Select(c => c == 0 ? ledger[s.Figure.Index] : No)])),
    ];

    private Relation Headlines() => new(DraftSchemas.HeadlineFigures,
    [
        .. draft.Headlines.Select(h => rows.Make(
            DraftSchemas.HeadlineFigures, [Number(h.Headline), Number(h.Body), new Value.Text(h.Headline.Unit ?? "")],
            new Place(source, h.Headline.Span), RowFactory.At(source, h.Headline.Span, h.Body.Span, null), [ledger[h.Headline.Index], ledger[h.Body.Index], No])),
    ]);

    private Relation HeadlineDates() => new(DraftSchemas.HeadlineDates,
    [
        .. draft.HeadlineDates.Select(h => rows.Make(
            DraftSchemas.HeadlineDates, [new Value.Date(h.Headline.Period), new Value.Date(h.Body.Period)],
            new Place(source, h.Headline.Span), RowFactory.At(source, h.Headline.Span, h.Body.Span))),
    ]);

    private Relation Counts(Schema schema, IReadOnlyList<HeadlineMention> headlines) => new(schema,
    [
        .. headlines.Select(h => rows.Make(
            schema, [Number(h.Headline), Number(h.Body)],
            new Place(source, h.Headline.Span), RowFactory.At(source, h.Headline.Span, h.Body.Span), [LedgerOf(h.Headline), LedgerOf(h.Body)])),
    ]);

    private Relation Announcements() => new(DraftSchemas.Announcements,
    [
        .. draft.Announcements.Select(a => rows.Make(
            DraftSchemas.Announcements,
            [Number(a.Count), new Value.Text(a.Count.Noun ?? ""), new Value.Number(Quantity.Exact(a.Listed, Unit.Of(a.Count.Unit))), new Value.Text(a.Form.ToString().ToLowerInvariant())],
            new Place(source, a.Count.Span), RowFactory.At(source, a.Count.Span, a.Count.Span, a.Parts, null), [ledger[a.Count.Index], No, No, No])),
    ]);

    private Relation Restatements() => new(DraftSchemas.Restatements,
    [
        .. draft.Restatements.Select(r => rows.Make(
            DraftSchemas.Restatements,
            [
                Number(r.Statement.Figure), Number(r.Cell.Figure!), new Value.Text(r.Cell.Figure!.Unit ?? ""), Words(r.Cell.RowLabel!.Value),
                Value.Of(r.Cell.ColumnLabels.Count > 0 ? string.Join(' ', r.Cell.ColumnLabels.Select(l => Words(l).Content)) : null, "the column has no head"),
            ],
            new Place(source, r.Statement.Figure.Span), RowFactory.At(source, r.Statement.Figure.Span, r.Cell.Span, null, r.Cell.RowLabel, null),
            [ledger[r.Statement.Figure.Index], ledger[r.Cell.Figure!.Index], No, No, No])),
    ]);

    private int LedgerOf(Figure figure) => figure.Index >= 0 ? ledger[figure.Index] : No;

    private Value.Text Words(TextSpan span) => new(draft.Document.Reading[span.Start..span.End].Replace("\u2060", "", StringComparison.Ordinal));

    private Value.Number Number(Figure figure) => figures.Of(figure);
}
