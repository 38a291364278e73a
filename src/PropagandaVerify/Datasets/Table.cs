using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>The type that a column of a table turned out to have.</summary>
internal enum CellType
{
    Text,
    Number,
    Date,
}

/// <summary>A column with its type, and the cell that kept it from being a column of numbers.</summary>
internal sealed record TableColumn(string Name, CellType Type, int Decimals, string? Unit, string? Obstacle)
{
    /// <summary>Whether the column is declared to hold whole numbers.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>What is wrong with a cell or a record, and the remedy.</summary>
internal sealed record CellTrouble(string Code, string Message, string Help)
{
    public Diagnostic At(Source source, TextSpan span) => Diagnostic.At(source, span, Code, DiagnosticKind.Incomplete, Message, Help);
}

/// <summary>A dataset as records under typed columns.</summary>
internal sealed record Table(Source Source, DatasetDeclaration Declaration, IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRecord> Records, char DecimalMark, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>What parts the fields; null where the format has no such sign.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The code of a table without rows.</summary>
    public const string OnlyHeader = "T015";

    /// <summary>The code of a key that names two rows.</summary>
    public const string RepeatedKey = "T007";

    /// <summary>Reads a table; a record that does not fit its header is a diagnostic, the others go on.</summary>
    /// <param name="read">What the caller read of a file whose bytes are no text; null for the others.</param>
    public static (Table? Table, IReadOnlyList<Diagnostic> Diagnostics) Read(Source source, DatasetDeclaration declaration, Limits limits, TableContent? read = null)
    {
        var (content, trouble) = read is not null ? (read, null) : ContentOf(source, limits, declaration.Delimiter);
        if (content is null)
        {
            return (null, [trouble!]);
        }

        var header = content.Header;
        List<Diagnostic> diagnostics = [.. content.Diagnostics];
        var records = new List<TableRecord>(content.Records.Count);
        foreach (var record in content.Records)
        {
            if (record.Fields.Count == header.Count)
            {
                records.Add(record);
            }
            else
            {
                diagnostics.Add(Misfit(record.Fields.Count, header.Count, content.Delimiter).At(source, record.Span));
            }
        }

        var repeated = header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            return (null, [Diagnostic.OfFile(source.Path, "T005", DiagnosticKind.Incomplete, $"the column `{repeated.Key}` stands twice in the header", "rename one of the two")]);
        }

        if (NoHeader(source.Path, header, content.Records.Any(r => r.Fields.Count > header.Count)) is { } comment)
        {
            return (null, [comment]);
        }

        if (content.Records.Count == 0 && content.Diagnostics.All(d => d.Kind == DiagnosticKind.Note))
        {
            diagnostics.Add(NoRows(source.Path));
        }

        diagnostics.AddRange(UnknownColumns(source, declaration, header));
        if (content.DecimalMark is { } own && declaration.DecimalMark is { } said && said != own)
        {
            diagnostics.Add(Diagnostic.OfFile(source.Path, "T013", DiagnosticKind.Note, $"the cells of this file are numbers, so `decimal: '{said}'` says nothing of them", "leave out `decimal`"));
        }

        var mark = content.DecimalMark ?? declaration.DecimalMark ?? DecimalMarkOf(records, content.Delimiter ?? ',');
        var columns = header.Select((name, i) => Column(name, i, records, mark, declaration)).ToList();
        diagnostics.AddRange(RepeatedKeys(source, columns, records, mark, declaration));
        return (new Table(source, declaration, columns, records, mark, diagnostics) { Delimiter = content.Delimiter }, diagnostics);
    }

    /// <summary>The columns of a table; none where it cannot be read.</summary>
    public static IReadOnlyList<string> HeaderOf(Source source) => ContentOf(source, Limits.Default, null).Content?.Header ?? [];

    /// <summary>What is said of columns that the declaration names and the table lacks.</summary>
    public static IEnumerable<Diagnostic> UnknownColumns(Source source, DatasetDeclaration declaration, IReadOnlyList<string> header)
    {
        foreach (var name in declaration.Key.Concat(declaration.Columns.Keys).Where(n => !header.Contains(n)).Distinct())
        {
            var near = Spelling.Nearest(name, header) is { } n ? $"did you mean `{n}`?" : $"its columns: {string.Join(", ", header)}";
            yield return declaration.Declared is { } place && declaration.Spans.TryGetValue(name, out var span)
                ? Diagnostic.At(place.Source, span, "R013", DiagnosticKind.Configuration, $"{source.Path} has no column `{name}`", near)
                : Diagnostic.OfFile(source.Path, "R013", DiagnosticKind.Configuration, $"there is no column `{name}`", near);
        }
    }

    /// <summary>What is said of a table whose first line is none of its own: a comment, or a word to another program; null for the others.</summary>
    public static Diagnostic? NoHeader(string path, IReadOnlyList<string> header, bool hasMore) => header is [var only] && hasMore && (only.StartsWith('#') || only.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        ? Diagnostic.OfFile(path, "T016", DiagnosticKind.Incomplete, $"the first line, `{only}`, does not name the columns, so the table was not read", "a dataset begins with the line that names its columns; take out what stands above it")
        : null;

    /// <summary>What is said of a table that has a header alone.</summary>
    public static Diagnostic NoRows(string path) => Diagnostic.OfFile(path, OnlyHeader, DiagnosticKind.Note, "the table has a header and no rows, so nothing in it was checked", null);

    /// <summary>What is said of a table without a header.</summary>
    public static Diagnostic Empty(string path) => Diagnostic.OfFile(path, "T002", DiagnosticKind.Incomplete, "the table is empty", "its first line names the columns");

    /// <summary>What is said of a record that does not fit the header.</summary>
    public static CellTrouble Misfit(int fields, int header, char? delimiter) =>
        new("T001", $"this row has {fields} field{(fields == 1 ? "" : "s")}, the header {header}; the row was left out", $"fields are parted by `{delimiter}`; quote a text that holds one");

    /// <summary>What is said of a key that names two rows.</summary>
    /// <param name="first">The place of the first of them, such as "line 12".</param>
    public static CellTrouble Repeated(string key, string first) => new(RepeatedKey, $"the key {key} stands in {first} already", "correct one of the two rows, or declare a key that tells them apart");

    private static (TableContent? Content, Diagnostic? Diagnostic) ContentOf(Source source, Limits limits, char? delimiter) =>
        string.IsNullOrWhiteSpace(source.Text) ? (null, Empty(source.Path))
        : JsonRecords.IsJson(source.Path) ? JsonRecords.Read(source, limits)
        : CsvRecords.Read(source, limits, delimiter);

    // A key that names two rows names none; both rows stay, since either may be the right one. Values count, as rules compare them, and a gap is like any other gap.
    private static IEnumerable<Diagnostic> RepeatedKeys(Source source, List<TableColumn> columns, List<TableRecord> records, char mark, DatasetDeclaration declaration)
    {
        var key = declaration.Key.Select(k => columns.FindIndex(c => c.Name == k)).ToList();
        if (key.Count == 0 || key.Contains(-1))
        {
            yield break;
        }

        var seen = new Dictionary<string, TableRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var name = string.Join('\u001F', key.Select(k => Written(record.Fields[k], columns[k])));
            if (!seen.TryAdd(name, record))
            {
                var first = seen[name].Span.Start;
                yield return Repeated(string.Join(", ", declaration.Key), source.OriginOf(first)?.Name ?? $"line {source.PositionOf(first).Line}").At(source, record.Spans[key[0]]);
            }
        }

        string Written(string field, TableColumn column) =>
            declaration.IsAbsent(field) ? ""
            : column.Type == CellType.Number && Cell.Number(field, mark)?.Shortened() is { } number ? $"n{number.Digits}e{number.Decimals}"
            : column.Type == CellType.Date && Cell.DateOrYear(field) is { } period ? $"d{period}"
            : $"t{field}";
    }

    // A comma is the decimal mark when cells use it so and none uses a dot.
    private static char DecimalMarkOf(List<TableRecord> records, char delimiter)
    {
        var (commas, dots) = (0, 0);
        foreach (var field in records.Take(10_000).SelectMany(r => r.Fields))
        {
            dots += Cell.Number(field, '.') is { Decimals: > 0 } dot && !(delimiter == ';' && MayBeThousands(dot)) ? 1 : 0;
            commas += Cell.Number(field, ',') is { Decimals: > 0 } comma && !(delimiter == ',' && MayBeThousands(comma)) ? 1 : 0;
        }

        return commas > dots || (commas == dots && delimiter == ';') ? ',' : '.';
    }

    // Three digits behind the sign that parts fields elsewhere are rather thousands than decimals: "1,200" in a file of commas, 1.200 in one of semicolons. Nothing else speaks for the mark then.
    private static bool MayBeThousands(CellNumber number) => number.Decimals == 3 && Int128.Abs(number.Digits) >= 1_000;

    private static TableColumn Column(string name, int index, List<TableRecord> records, char mark, DatasetDeclaration declaration)
    {
        var profile = new ColumnProfile(mark, declaration);
        foreach (var record in records)
        {
            profile.Add(record.Fields[index]);
        }

        return profile.Column(name);
    }
}
