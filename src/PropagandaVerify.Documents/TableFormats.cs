using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>Reads datasets in formats that need a library of their own: Excel workbooks (<c>.xlsx</c>) and Parquet.</summary>
public static class TableFormats
{
    /// <summary>What parts the name of a workbook from that of its sheet: <c>costs.xlsx#2020</c>.</summary>
    public const char SheetMark = '#';

    /// <summary>Whether the ending of a name tells such a format.</summary>
    public static bool Knows(string path) => IsWorkbook(path) || path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that a path with the name of a sheet means; others are their own.</summary>
    public static string FileOf(string path) => path.LastIndexOf(SheetMark) is > 0 and var at && IsWorkbook(path[..at]) ? path[..at] : path;

    /// <summary>Reads a file. What cannot be read gives a diagnostic alone.</summary>
    /// <param name="path">The path, perhaps with the name of a sheet.</param>
    public static (Source? Source, TableContent? Content, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        var file = FileOf(path);
        return IsWorkbook(file) ? Workbooks.WorkbookReader.Read(path, bytes, file.Length < path.Length ? path[(file.Length + 1)..] : null, limits) : Columnar.ParquetTable.Read(path, bytes, limits);
    }

    /// <summary>Whether a file can be read record by record.</summary>
    public static bool CanStream(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads such a file record by record; null for others. What is damaged throws an <see cref="InvalidDataException"/>.</summary>
    public static RecordReader? Records(Source source)
    {
        if (!CanStream(source.Path) || source.Bytes is not { } open)
        {
            return null;
        }

        try
        {
            return new Columnar.ParquetRecordReader(source.Path, open());
        }
        catch (Exception e) when (e is not (OutOfMemoryException or IOException))
        {
            // What the library throws at damaged files is of every kind.
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static bool IsWorkbook(string path) => path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
}
