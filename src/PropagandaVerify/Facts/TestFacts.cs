using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Facts;

/// <summary>Turns the results of statistical tests into rows. Their numbers are figures of the ledger, but of no sentence.</summary>
internal sealed class TestFacts(Draft draft, RowFactory rows)
{
    private const int No = Row.NoFigure;

    private const string Alone = "the probability stands alone";

    private static readonly Schema Schema = DraftSchemas.TestResults;
    private static readonly int Derived = Schema.IndexOf("p_value");

    private readonly Source source = draft.Document.Source;
    private readonly List<int> figures = [];

    /// <summary>The ledger's numbers of the statistics and probabilities, once the rows are made.</summary>
    public IReadOnlyList<int> Figures => figures;

    public Relation Relation() => new(Schema, [.. draft.Tests.Select(Result)]);

    private Row Result(TestMention test)
    {
        Value[] values =
        [
            Value.Of(test.Test, Alone), test.Statistic is { } value ? new Value.Number(value.Quantity()) : new Value.Missing(Alone), Freedom(test.First), Freedom(test.Second), new Value.Number(test.Probability.Quantity()), Value.True,
            new Value.Text(draft.IsOneTailed ? "one" : "two"), Value.Of(draft.IsCorrected), Value.Of(test.IsOfSignificance), new Value.Text(draft.Document.Reading[test.Span.Start..test.Span.End].Replace("\u2060", "", StringComparison.Ordinal)),
        ];
        values[Derived] = Schema.Columns[Derived].Derivation!(values);
        return rows.Make(
            Schema, values, new Place(source, test.Span), RowFactory.At(source, test.Span, test.Statistic?.Span, test.First?.Span, test.Second?.Span, test.Probability.Span, test.Statistic?.Span, null, null, null, test.Span),
            [No, test.Statistic is { } statistic ? Figure(statistic) : No, No, No, Figure(test.Probability), No, No, No, No, No]);
    }

    private static Value Freedom(WrittenNumber? freedom) => freedom is { } df ? new Value.Number(df.Quantity(isCount: true)) : new Value.Missing("the test has none");

    private int Figure(WrittenNumber number)
    {
        figures.Add(rows.Ledger.Add(new Place(source, number.Span)));
        return figures[^1];
    }
}
