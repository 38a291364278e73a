using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Scans;
using Sylvan.Data.Csv;

namespace PropagandaVerify.States;

/// <summary>Rows of one state of a dataset, one after the other: the cells that name a row and the others that are compared, both packed.</summary>
internal abstract class NamedRows : IDisposable
{
    /// <summary>The number of the row at hand in its table, from 0.</summary>
    public abstract int Number { get; }

    /// <summary>What it is known by.</summary>
    public abstract ReadOnlySpan<char> Name { get; }

    /// <summary>Its other cells.</summary>
    public abstract ReadOnlySpan<char> Cells { get; }

    /// <summary>Goes on to the next row; false behind the last.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public abstract bool Read();

    public abstract void Dispose();
}

/// <summary>The rows of a table as its file has them.</summary>
/// <param name="by">The columns that name a row.</param>
/// <param name="compared">The others that are compared.</param>
internal sealed class TableRows(ScanTable table, IReadOnlyList<string> by, IReadOnlyList<string> compared) : NamedRows
{
    private readonly RecordReader reader = Opened(table);
    private readonly int width = table.Columns.Count;
    private readonly int[] ofName = IndexesOf(table, by);
    private readonly int[] ofCells = IndexesOf(table, compared);
    private readonly PackedCells name = new();
    private readonly PackedCells cells = new();
    private int number = -1;

    public override int Number => number;

    /// <summary>Where the row at hand begins, as its reader tells it.</summary>
    public long Start => reader.Start;

    public override ReadOnlySpan<char> Name => name.Text;

    public override ReadOnlySpan<char> Cells => cells.Text;

    public override bool Read()
    {
        try
        {
            while (reader.Read())
            {
                // What does not fit the header is no row.
                if (reader.FieldCount == width)
                {
                    number++;
                    Pack(name, ofName);
                    Pack(cells, ofCells);
                    return true;
                }
            }

            return false;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new IOException(e.Message, e);
        }
    }

    public override void Dispose() => reader.Dispose();

    private void Pack(PackedCells packed, int[] columns)
    {
        packed.Clear();
        foreach (var column in columns)
        {
            packed.Add(reader.Field(column).Trim());
        }
    }

    private static int[] IndexesOf(ScanTable table, IReadOnlyList<string> columns) => [.. columns.Select(table.Schema.IndexOf)];

    private static RecordReader Opened(ScanTable table)
    {
        try
        {
            return table.Open();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new IOException(e.Message, e);
        }
    }

    // What readers find wrong with their files is of several kinds.
    private static bool IsDamage(Exception e) => e is CsvFormatException or InvalidDataException or DecoderFallbackException;
}
