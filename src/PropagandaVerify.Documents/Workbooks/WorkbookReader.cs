using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents.Packages;
using PropagandaVerify.Documents.Tables;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Workbooks;

/// <summary>Reads a sheet of an Excel workbook: the first row with names in at least two cells, or in its only column, is the header; what stands above it is no part of the table. Of formulas the stored value is read; nothing is reckoned.</summary>
internal static class WorkbookReader
{
    public static (Source? Source, TableContent? Content, Diagnostic? Diagnostic) Read(string path, byte[] bytes, string? sheet, Limits limits)
    {
        // The library unpacks what it is given, so the bounds are held before it sees the file.
        if (Package.Unpack(path, bytes, name => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase), keep: false, limits).Diagnostic is { } trouble)
        {
            return (null, null, trouble);
        }

        try
        {
            // The library asks for an encoding of old workbooks even where it reads a new one.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes, writable: false));
            return Read(path, reader, sheet, limits);
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or IOException or System.Xml.XmlException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException or OverflowException or KeyNotFoundException)
        {
            return (null, null, Package.Damaged(path, e.Message));
        }
    }

    private static (Source? Source, TableContent? Content, Diagnostic? Diagnostic) Read(string path, IExcelDataReader reader, string? sheet, Limits limits)
    {
        (Source Source, TableContent Content)? table = null;
        List<string> names = [], others = [];
        do
        {
            names.Add(reader.Name);
            if (sheet is not null && reader.Name != sheet)
            {
                continue;
            }

            var (read, trouble) = Sheet(path, reader, limits);
            if (trouble is not null)
            {
                return (null, null, trouble);
            }

            if (read is not null && table is not null)
            {
                others.Add(reader.Name);
            }

            table ??= read;
        }
        while (reader.NextResult());

        if (table is not { } found)
        {
            return (null, null, sheet is not null && !names.Contains(sheet)
                ? Diagnostic.OfFile(path, "T010", DiagnosticKind.Incomplete, $"the workbook has no sheet `{sheet}`", Suggestions.Nearest(sheet, names) is { } near ? $"did you mean `{near}`?" : $"its sheets: {string.Join(", ", names)}")
                : Diagnostic.OfFile(path, "T002", DiagnosticKind.Incomplete, "the workbook holds no table", "a row of names and rows below it"));
        }

        var file = path.Split('#')[0];
        var more = others.Count == 0 ? [] : new[] { Diagnostic.OfFile(path, "T010", DiagnosticKind.Incomplete, $"only the first table of the workbook was read; {(others.Count == 1 ? "another one stands" : "others stand")} in {string.Join(", ", others.Take(5))}", $"name the sheet, one of a run or several: `{file}#{names[0]}` `{file}#{others[0]}`") };
        return (found.Source, found.Content with { Diagnostics = [.. found.Content.Diagnostics, .. more] }, null);
    }

    private static ((Source Source, TableContent Content)? Table, Diagnostic? Diagnostic) Sheet(string path, IExcelDataReader reader, Limits limits)
    {
        TableBuilder? builder = null;
        var (columns, above, cells) = (Array.Empty<int>(), 0, 0);
        var sheet = reader.Name;
        for (var row = 1; reader.Read(); row++)
        {
            var filled = Enumerable.Range(0, reader.FieldCount).Where(i => Text(reader, i).Length > 0).ToArray();
            if (filled.Length == 0)
            {
                continue;
            }

            if (builder is null)
            {
                if (filled.Length < Math.Min(2, reader.FieldCount) || !filled.All(i => reader.GetValue(i) is string))
                {
                    above++;
                    continue;
                }

                (columns, builder) = (filled, new TableBuilder([.. filled.Select(i => Text(reader, i))]));
                continue;
            }

            cells += columns.Length;
            if (builder.Rows >= limits.MaxDatasetRows || cells > limits.MaxWorkbookCells || builder.Length > limits.MaxPackedText)
            {
                return (null, Diagnostic.OfFile(path, "T004", DiagnosticKind.Incomplete, $"the sheet `{sheet}` has more than {limits.MaxWorkbookCells} cells or {limits.MaxPackedText} characters", "save it as CSV"));
            }

            var at = row;
            builder.Add([.. columns.Select(i => i < reader.FieldCount ? Text(reader, i) : "")], $"{sheet}!{at}", i => $"{sheet}!{Letters(columns[i])}{at.ToString(CultureInfo.InvariantCulture)}");
        }

        return builder is null || builder.Rows == 0 ? (null, null)
            : (builder.Build(path, above == 0 ? [] : [Diagnostic.OfFile(path, "T011", DiagnosticKind.Note, $"{above} row{(above == 1 ? "" : "s")} above the header of the sheet `{sheet}` {(above == 1 ? "is" : "are")} no part of the table")]), null);
    }

    private static string Text(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => "",
        string text => text.Trim(),
        double number => CellText.Of(number, 15),
        int number => CellText.Of(number),
        bool truth => CellText.Of(truth),
        DateTime moment => CellText.Of(moment),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    // A, B … Z, AA, AB …
    private static string Letters(int column)
    {
        var letters = "";
        for (var n = column + 1; n > 0; n = (n - 1) / 26)
        {
            letters = (char)('A' + ((n - 1) % 26)) + letters;
        }

        return letters;
    }
}
