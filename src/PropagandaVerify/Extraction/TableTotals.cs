using PropagandaVerify.Quantities;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Tells which rows each total row sums. A label says little about that (a third of the rows named "Total" sum something else), so the columns decide:
/// of the sets of rows that may be meant, the one that most columns confirm. Where a table has but one column that adds up, a total near its sum is taken for it.
/// </summary>
internal sealed class TableTotals(Lexicon lexicon, IReadOnlyList<TableLabels.Label> rows, Figure?[,] cells, IReadOnlyDictionary<int, decimal?> places, Passage? caption)
{
    // A grand total sums a few subtotals; what has more of them is no table of sums.
    private const int MostSubtotals = 100;

    private static readonly decimal[] Slips = [10m, 0.1m, 1000m, 0.001m];

    private readonly int[] columns = [.. places.Keys];
    private Quantity?[,]? quantities;

    /// <summary>The finest place written in a column, among the rows that count.</summary>
    public static decimal? FinestPlace(IReadOnlyList<TableLabels.Label> rows, Figure?[,] cells, int column) =>
        Enumerable.Range(0, rows.Count).Where(r => rows[r].IsAdditive).Select(r => cells[r, column]?.SignificantPlace).Min();

    /// <returns>For each row the total row that it adds to, both from 0; null for none.</returns>
    public int?[] Bind()
    {
        var bound = new int?[rows.Count];
        var totals = Enumerable.Range(0, rows.Count).Where(r => rows[r].IsTotal && rows[r].IsAdditive).ToHashSet();
        var parts = new List<int>();
        var above = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (!totals.Contains(row))
            {
                if (rows[row] is { IsAdditive: true, IsDetail: false } && HoldsFigure(row))
                {
                    parts.Add(row);
                }

                continue;
            }

            // The rows since the last total, or with them the totals before; a total that comes first may be one of what follows.
            List<int>[] candidates = [[.. parts], [.. above, .. parts], .. row == 0 && totals.Count == 1 ? [Below()] : Array.Empty<List<int>>()];
            var best = candidates.Where(c => c.Count > 1).Select(c => (Rows: c, Columns: columns.Count(k => Adds(c, row, k, places[k])))).OrderByDescending(c => c.Columns).FirstOrDefault();
            if (best.Columns > 0 || (best.Rows is not null && row > 0 && totals.Count == 1 && IsPlain(best.Rows, row)))
            {
                best.Rows.ForEach(r => bound[r] = row);
                above.RemoveAll(best.Rows.Contains);
            }

            if (above.Count == MostSubtotals)
            {
                above.Clear();
            }

            above.Add(row);
            parts.Clear();
        }

        return bound;
    }

    private List<int> Below() => [.. Enumerable.Range(1, rows.Count - 1).Where(r => rows[r] is { IsAdditive: true, IsDetail: false, IsTotal: false } && HoldsFigure(r))];

    private bool HoldsFigure(int row)
    {
        foreach (var column in columns)
        {
            if (cells[row, column] is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool Adds(List<int> parts, int total, int column, decimal? place)
    {
        if (cells[total, column] is not { Value: not 0 } stated || parts.Exists(p => cells[p, column] is null))
        {
            return false;
        }

        // Sums of subtotals meet the same cells again and again, and nearly all of them lie nowhere near the total.
        var meant = QuantityAt(total, column, place);
        var loose = Interval.Point(0);
        foreach (var part in parts)
        {
            loose += QuantityAt(part, column, place).Loose;
        }

        return loose.Meets(meant.Loose) && Verdicts.Agree(meant, parts.Select(p => QuantityAt(p, column, place)).Aggregate((a, b) => a + b)) is Verdict.Holds or Verdict.Display;
    }

    private Quantity QuantityAt(int row, int column, decimal? place) => (quantities ??= new Quantity?[cells.GetLength(0), cells.GetLength(1)])[row, column] ??= cells[row, column]!.Read(place);

    // Nothing confirms the total of a lone column: it must close the table, nothing may say that the rows are a selection or do not add up, and it must lie
    // within half its size from the sum, or one slip of a power of ten away.
    private bool IsPlain(List<int> parts, int total)
    {
        if (columns.Length != 1 || total != rows.Count - 1 || parts.Count != total || parts.Exists(p => cells[p, columns[0]] is null) || cells[total, columns[0]] is not { } stated || IsSelection())
        {
            return false;
        }

        var values = parts.ConvertAll(p => cells[p, columns[0]]!.Value);
        var sum = values.Sum();
        return TotalReader.IsNear(sum, stated.Value, 2)
            || Slips.Any(s => TotalReader.IsNear(sum, stated.Value * s) || values.Exists(v => TotalReader.IsNear(sum - v + (v * s), stated.Value)));
    }

    private bool IsSelection() => caption is not null && Has(caption.Tokens, lexicon.SelectiveCues, lexicon.RankedCues, lexicon.NotAdditive, lexicon.TableNotAdditive);

    private static bool Has(Token[] tokens, params ReadOnlySpan<PhraseTable<bool>> tables)
    {
        foreach (var table in tables)
        {
            if (table.Within(tokens, 0, tokens.Length) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
