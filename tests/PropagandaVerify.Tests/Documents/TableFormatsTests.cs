using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Parquet;
using Parquet.Schema;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace PropagandaVerify.Tests.Documents;

public class TableFormatsTests
{
    [Fact]
    public void A_sheet_is_a_table_whose_cells_are_named_as_in_the_workbook()
    {
        var (source, content, diagnostic) = TableFormats.Read("costs.xlsx", Workbook(("Costs", [["Costs of the towns"], [], ["", "town", "cost"], ["", "Ulm", 12.5], ["", "Kiel", 7.1 + 0.2], ["", "all", null]])), Limits.Default);
        diagnostic.ShouldBeNull();
        content!.Header.ShouldBe(["town", "cost"]);
        content.Records.Select(r => string.Join('|', r.Fields)).ShouldBe(["Ulm|12.5", "Kiel|7.3", "all|"]);
        source!.Located(content.Records[1].Spans[1].Start).ShouldBe("costs.xlsx, Costs!C5");
        source.TextOf(content.Records[1].Spans[1]).ShouldBe("7.3");
        content.Diagnostics.ShouldHaveSingleItem().Kind.ShouldBe(DiagnosticKind.Note);
    }

    [Fact]
    public void Of_several_tables_the_first_is_read_and_the_others_are_told()
    {
        var book = Workbook(("Empty", []), ("2020", [["a", "b"], [1d, 2d]]), ("2021", [["a", "b"], [3d, 4d]]));
        var first = TableFormats.Read("book.xlsx", book, Limits.Default);
        first.Content!.Records.Single().Fields.ShouldBe(["1", "2"]);
        first.Content.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("another one stands in 2021");
        var named = TableFormats.Read("book.xlsx#2021", book, Limits.Default);
        named.Content!.Records.Single().Fields.ShouldBe(["3", "4"]);
        named.Content.Diagnostics.ShouldBeEmpty();
        TableFormats.Read("book.xlsx#2012", book, Limits.Default).Diagnostic!.Help.ShouldBe("did you mean `2021`?");
        TableFormats.FileOf("book.xlsx#2021").ShouldBe("book.xlsx");
        TableFormats.FileOf("draft#1.md").ShouldBe("draft#1.md");
    }

    [Theory]
    [InlineData("book.xlsx", "D031")]
    [InlineData("table.parquet", "D031")]
    public async Task A_damaged_file_is_a_diagnostic(string path, string code)
    {
        var whole = path.EndsWith(".xlsx", StringComparison.Ordinal) ? Workbook(("Costs", [["a", "b"], [1d, 2d]])) : await Parquet();
        TableFormats.Read(path, whole[..(whole.Length / 2)], Limits.Default).Diagnostic!.Code.ShouldBe(code);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var bytes = whole.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var (source, content, diagnostic) = TableFormats.Read(path, bytes, Limits.Default);
            (source is null).ShouldBe(diagnostic is not null);
            content?.Records.ShouldAllBe(r => r.Fields.Count == content.Header.Count);
        }
    }

    [Fact]
    public async Task A_Parquet_file_keeps_the_digits_of_its_decimals()
    {
        var (source, content, diagnostic) = TableFormats.Read("table.parquet", await Parquet(), Limits.Default);
        diagnostic.ShouldBeNull();
        content!.Header.ShouldBe(["town", "day", "amount", "share", "people"]);
        content.Records.Select(r => string.Join('|', r.Fields)).ShouldBe(["Ulm|2020-10-26|12.50|0.1|120000", "Kiel|2020-10-27||0.25|3"]);
        source!.Located(content.Records[1].Spans[0].Start).ShouldBe("table.parquet, row 2");
        content.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("raw");
    }

    [Fact]
    public void Bounds_are_told()
    {
        var book = Workbook(("Costs", [["a", "b"], [1d, 2d], [3d, 4d]]));
        TableFormats.Read("book.xlsx", book, Limits.Default with { MaxWorkbookCells = 3 }).Diagnostic!.Code.ShouldBe("T004");
        TableFormats.Read("book.xlsx", book, Limits.Default with { MaxPartBytes = 100 }).Diagnostic!.Code.ShouldBe("D032");
    }

    private static async Task<byte[]> Parquet()
    {
        var town = new DataField<string>("town");
        var day = new DataField<DateOnly>("day");
        var amount = new DecimalDataField("amount", 20, 2, isNullable: true);
        var share = new DataField<double>("share");
        var people = new DataField<long>("people");
        var raw = new DataField<byte[]>("raw");
        using var bytes = new MemoryStream();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(town, day, amount, share, people, raw), bytes);
        await using (writer)
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(town, ["Ulm", "Kiel"]);
            await group.WriteAsync<DateOnly>(day, new DateOnly[] { new(2020, 10, 26), new(2020, 10, 27) }.AsMemory());
            await group.WriteAsync<decimal>(amount, new decimal?[] { 12.50m, null }.AsMemory());
            await group.WriteAsync<double>(share, new[] { 0.1, 0.25 }.AsMemory());
            await group.WriteAsync<long>(people, new[] { 120_000L, 3 }.AsMemory());
            await group.WriteAsync(raw, [[1], [2]]);
        }

        return bytes.ToArray();
    }

    private static byte[] Workbook(params (string Name, object?[][] Rows)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var list = book.Workbook.AppendChild(new Sheets());
            foreach (var ((name, rows), i) in sheets.Select((s, i) => (s, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select((r, n) => new Row(r.Select(Of)) { RowIndex = (uint)n + 1 })));
                list.AppendChild(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)i + 1, Name = name });
            }
        }

        return bytes.ToArray();

        static Cell Of(object? value) => value is double number
            ? new Cell(new CellValue(number)) { DataType = CellValues.Number }
            : new Cell(new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text((string?)value ?? ""))) { DataType = CellValues.InlineString };
    }
}
