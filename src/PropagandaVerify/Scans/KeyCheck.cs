using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>Finds keys that name two records of a table.</summary>
internal sealed class KeyCheck(ScanTable table, int[] indexes, Cells[] cells, KeyNumbers numbers)
{
    private readonly KeyMap map = new(indexes.Length);
    private readonly List<long> lines = [];

    public static KeyCheck? Of(ScanTable table, Cells[] cells)
    {
        int[] indexes = [.. table.Declaration.Key.Select(k => table.Schema.IndexOf(k))];
        return indexes.Length == 0 || indexes.Contains(-1) ? null : new KeyCheck(table, indexes, cells, new KeyNumbers(new TextNumbers()));
    }

    /// <summary>What is said of a record whose key an earlier one has.</summary>
    /// <param name="first">The line or row of that.</param>
    public static CellTrouble Repeated(ScanTable table, long first, RecordText at) => Table.Repeated(string.Join(", ", table.Declaration.Key), $"{(at.Name is null ? "line" : "row")} {first}");

    public void Add(int row, RecordReader reader, Action<RecordText, TextSpan, CellTrouble> told)
    {
        Span<int> key = stackalloc int[indexes.Length];
        for (var i = 0; i < key.Length; i++)
        {
            // A gap is like any other gap: two rows without a key have one key.
            key[i] = cells[indexes[i]].Words[row] switch
            {
                Cells.Missing => 0,
                Cells.Unreadable => numbers.OfStray(reader.Field(indexes[i])) + 1,
                _ => numbers.Of(cells[indexes[i]], row) + 1,
            };
        }

        var known = map.Of(key);
        if (known == lines.Count)
        {
            lines.Add(reader.Line);
            return;
        }

        var at = reader.Text();
        told(at, at.Spans[indexes[0]], Repeated(table, lines[known], at));
    }
}
