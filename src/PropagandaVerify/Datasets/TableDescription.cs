using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>What a dataset turned out to hold.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Encoding">The encoding it was read in.</param>
/// <param name="Delimiter">What parts its fields; null where the format has no such sign.</param>
/// <param name="DecimalMark">The sign in front of decimals.</param>
/// <param name="Rows">How many rows were read.</param>
/// <param name="Columns">Its columns, in their order.</param>
public sealed record TableDescription(string Path, string Encoding, char? Delimiter, char DecimalMark, int Rows, IReadOnlyList<ColumnDescription> Columns)
{
    /// <summary>Describes a dataset; what cannot be read gives diagnostics alone.</summary>
    internal static (TableDescription? Description, IReadOnlyList<Diagnostic> Diagnostics) Of(Source source, DatasetDeclaration declaration, Limits limits, TableContent? content)
    {
        var (table, diagnostics) = Table.Read(source, declaration, limits, content);
        return table is null ? (null, diagnostics) : (new TableDescription(source.Path, source.Encoding, table.Delimiter, table.DecimalMark, table.Records.Count, [.. table.Columns.Select((c, i) => Column(table, c, i))]), diagnostics);
    }

    private static ColumnDescription Column(Table table, TableColumn column, int index)
    {
        var values = table.Records.Select(r => r.Fields[index]).Where(v => !table.Declaration.IsAbsent(v)).ToList();
        var ordered = column.Type switch
        {
            CellType.Number => values.Select(v => (Value: v, Key: Cell.Number(v, table.DecimalMark))).Where(v => v.Key is not null).OrderBy(v => v.Key!.Value.Value).Select(v => v.Value).ToList(),
            CellType.Date => [.. values.Where(v => Cell.DateOrYear(v) is not null).Order(StringComparer.Ordinal)],
            _ => [],
        };
        return new ColumnDescription(column.Name, column.Type.ToString().ToLowerInvariant(), column.Decimals, table.Records.Count - values.Count, values.Distinct(StringComparer.Ordinal).Count(), ordered.FirstOrDefault(), ordered.LastOrDefault(), values.FirstOrDefault())
        {
            Obstacle = column.Obstacle,
            Stray = column.Type == CellType.Text ? 0 : values.Count - ordered.Count,
        };
    }
}

/// <summary>What a column turned out to hold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>number</c>, <c>date</c> or <c>text</c>.</param>
/// <param name="Decimals">Most digits behind the decimal mark.</param>
/// <param name="Missing">How many cells hold no value.</param>
/// <param name="Different">How many different values there are.</param>
/// <param name="Least">The least number or the first date, as written.</param>
/// <param name="Greatest">The greatest number or the last date, as written.</param>
/// <param name="First">The first value.</param>
public sealed record ColumnDescription(string Name, string Type, int Decimals, int Missing, int Different, string? Least, string? Greatest, string? First)
{
    /// <summary>The cell that kept a column with numbers from being one of numbers.</summary>
    public string? Obstacle { get; init; }

    /// <summary>How many cells do not fit the type.</summary>
    public int Stray { get; init; }
}
