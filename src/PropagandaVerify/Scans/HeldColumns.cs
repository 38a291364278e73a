using System.Globalization;
using System.Numerics;
using PropagandaVerify.Datasets;

namespace PropagandaVerify.Scans;

/// <summary>A table that is held, as it is given to a database, in the types that its cells allow.</summary>
internal sealed class HeldColumns
{
    private readonly List<string?[]> rows = [];
    private readonly List<SieveColumn> columns = [];

    private HeldColumns(ScanTable table, IReadOnlyList<Cells> cells)
    {
        var records = new List<string[]>();
        using (var reader = table.Open())
        {
            while (reader.Read())
            {
                if (reader.FieldCount == cells.Count)
                {
                    records.Add([.. Enumerable.Range(0, cells.Count).Select(i => reader.Field(i).ToString())]);
                }
            }
        }

        rows.AddRange(records.Select(_ => new string?[cells.Count]));
        for (var i = 0; i < cells.Count; i++)
        {
            var texts = records.ConvertAll(r => table.Declaration.IsAbsent(r[i]) ? null : r[i]);
            var (column, values) = Of(cells[i].Column, table.DecimalMark, texts);
            columns.Add(column);
            for (var row = 0; row < values.Count; row++)
            {
                rows[row][i] = values[row];
            }
        }
    }

    /// <summary>Gives a table to a database.</summary>
    public static SieveColumns Given(ScanTable table, IReadOnlyList<Cells> cells, RowSieve sieve)
    {
        var held = new HeldColumns(table, cells);
        return SieveColumns.OfHeld(table, sieve.Hold(held.columns, held.rows), cells);
    }

    private static (SieveColumn Column, List<string?> Values) Unasked(TableColumn column) => (new SieveColumn(column.Name, SieveType.Other, 0, 0, 0, 0, []), []);

    // A cell that does not fit its column holds nothing.
    private static (SieveColumn Column, List<string?> Values) Of(TableColumn column, char decimalMark, List<string?> texts)
    {
        switch (column.Type)
        {
            case CellType.Number:
                return Numbers(column, texts.ConvertAll(t => t is not null && Cell.Number(t, decimalMark) is { } number && !(column.IsWhole && number.Decimals > 0) ? number : (CellNumber?)null));
            case CellType.Date:
                var dates = texts.ConvertAll(t => t is null ? null : Cell.DateOrYear(t));
                var isOfDays = dates.TrueForAll(d => d is not { } period || period.Start == period.End);
                var written = isOfDays ? dates.ConvertAll(d => d?.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : [.. texts.Zip(dates, (t, d) => d is null ? null : t)];
                return Words(column, isOfDays ? SieveType.Day : SieveType.Text, written, written.OfType<string>().Distinct().Select(t => new SieveText(t, 0, 0, IsWord: false)));
            default:
                return Words(column, SieveType.Text, texts, []);
        }
    }

    private static (SieveColumn Column, List<string?> Values) Words(TableColumn column, SieveType type, List<string?> texts, IEnumerable<SieveText> different) =>
        (new SieveColumn(column.Name, type, 0, texts.Count(t => t is not null), 0, 0, [.. different]), texts);

    private static (SieveColumn Column, List<string?> Values) Numbers(TableColumn column, List<CellNumber?> numbers)
    {
        var scale = numbers.Max(n => n?.Shortened().Decimals) ?? 0;
        var units = numbers.ConvertAll(n => n?.Shortened() is var (digits, decimals) ? digits * BigInteger.Pow(10, scale - decimals) : (BigInteger?)null);
        var sizes = units.OfType<BigInteger>().Select(BigInteger.Abs).DefaultIfEmpty().ToList();
        return scale > Figure.MostDigits || sizes.Max() >= BigInteger.Pow(10, Figure.MostDigits) ? Unasked(column)
            : (new SieveColumn(column.Name, SieveType.Number, scale, units.Count(u => u is not null), sizes.Max(), units.TrueForAll(u => u is not { Sign: < 0 }) || units.TrueForAll(u => u is not { Sign: > 0 }) ? sizes.Min() : 0, []),
                units.ConvertAll(u => u is { } digits ? Figure.Constant.Written(digits, scale) : null));
    }
}
