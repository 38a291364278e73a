using PropagandaVerify.Datasets;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Datasets;

public class TableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a;b\r\n1;\"x;\r\ny\"\r\n3;4")]
    [InlineData("a\tb\n\"q\"\"r\"\t2\n\n3\t4\n")]
    public void Fields_stand_where_their_spans_say(string text)
    {
        var source = new Source("t.csv", text);
        foreach (var record in CsvRecords.Read(source, Limits.Default).Content!.Records)
        {
            record.Fields.Zip(record.Spans).ShouldAllBe(f => source.TextOf(f.Second).Replace("\"\"", "\"") == f.First);
        }
    }

    [Fact]
    public void Types_come_from_the_values_and_codes_stay_text()
    {
        var (table, diagnostics) = Read("code;jour;montant;libre\n01;2020-10-26;12,50;x\n02;2020-10-27;1 200,00;3\n");
        diagnostics.ShouldBeEmpty();
        table!.DecimalMark.ShouldBe(',');
        table.Columns.Select(c => (c.Name, c.Type, c.Decimals)).ShouldBe([("code", CellType.Text, 0), ("jour", CellType.Date, 0), ("montant", CellType.Number, 2), ("libre", CellType.Text, 0)]);
    }

    [Theory]
    [InlineData("a,b\n1\n3,4\n", "T001", 2)]
    [InlineData("a,a\n1,2\n", "T005", null)]
    [InlineData("a,b\n1,\"x\n3,4\n", "T002", null)]
    public void A_bad_row_or_file_is_a_diagnostic(string text, string code, int? line)
    {
        var diagnostic = Read(text).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe(code);
        diagnostic.Position?.Line.ShouldBe(line!.Value);
        diagnostic.Kind.ShouldBe(DiagnosticKind.Incomplete);
    }

    [Theory]
    [InlineData("12", 12, 0)]
    [InlineData("-12.50", -12.5, 2)]
    [InlineData("1 234.5", 1234.5, 1)]
    [InlineData("0.05", 0.05, 2)]
    public void Reads_numbers_exactly(string text, double value, int decimals) => Cell.Number(text, '.').ShouldBe(new CellNumber((Int128)((decimal)value * (decimal)Math.Pow(10, decimals)), decimals));

    [Theory]
    [InlineData("012")]
    [InlineData("1.2.3")]
    [InlineData("12 34")]
    [InlineData("1e5")]
    [InlineData("12O")]
    [InlineData("999999999999999999999999999999999999999")]
    public void Leaves_what_is_no_number(string text) => Cell.Number(text, '.').ShouldBeNull();

    [Theory]
    [InlineData("t.json", """[{"a": 1.50, "b": "x\"y"}, {"b": null, "c": {"d": -2e3}}]""")]
    [InlineData("t.json", """{"about": {"x": [1]}, "é": "ü", "data": [{"a": 1.50, "b": "x\"y"}, {"c": {"d": -2e3}}], "count": 2}""")]
    [InlineData("t.jsonl", "{\"a\": 1.50, \"b\": \"x\\\"y\"}\n\n{\"c\": {\"d\": -2e3}}\n")]
    public void Objects_are_the_records_of_a_table(string path, string text)
    {
        var source = new Source(path, text);
        var (table, diagnostics) = Table.Read(source, new DatasetDeclaration { Name = "t", Path = path }, Limits.Default);
        diagnostics.ShouldBeEmpty();
        table!.Columns.Select(c => (c.Name, c.Type)).ShouldBe([("a", CellType.Number), ("b", CellType.Text), ("c.d", CellType.Number)]);
        table.Records.Select(r => string.Join('|', r.Fields)).ShouldBe(["1.50|x\"y|", "||-2000"]);
        source.TextOf(table.Records[0].Spans[0]).ShouldBe("1.50");
        source.TextOf(table.Records[0].Spans[1]).ShouldBe("x\\\"y");
        source.TextOf(table.Records[1].Spans[2]).ShouldBe("-2e3");
        source.TextOf(table.Records[1].Span).ShouldEndWith("{\"d\": -2e3}}");
    }

    [Theory]
    [InlineData("[{\"a\": 1}, 2, {\"a\": 3}]", "T001", 12)]
    [InlineData("[{\"a\": 1, \"a\": 2}]", "T001", 16)]
    [InlineData("[{\"a\": 1},]", "T002", 11)]
    [InlineData("{\"x\": [{\"a\": 1}], \"y\": [{\"b\": 2}]}", "T009", 24)]
    [InlineData("{\"x\": 1}", "T002", null)]
    [InlineData("\"x\"", "T002", null)]
    [InlineData("[]", "T002", null)]
    public void Bad_JSON_is_a_diagnostic(string text, string code, int? column)
    {
        var diagnostic = Table.Read(new Source("t.json", text), new DatasetDeclaration { Name = "t", Path = "t.json" }, Limits.Default).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe(code);
        diagnostic.Position?.Column.ShouldBe(column!.Value);
        diagnostic.Kind.ShouldBe(DiagnosticKind.Incomplete);
    }

    private static (Table? Table, IReadOnlyList<Diagnostic> Diagnostics) Read(string text) =>
        Table.Read(new Source("t.csv", text), new DatasetDeclaration { Name = "t", Path = "t.csv" }, Limits.Default);
}
