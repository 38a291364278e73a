using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Rules;

public class DataPackageTests
{
    private const string Package =
        """
        {
          "name": "towns", "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
          "resources": [
            {"name": "towns-2020", "path": "towns.csv", "dialect": {"delimiter": ";"}, "schema": {
              "fields": [
                {"name": "code", "type": "string", "constraints": {"required": true, "pattern": "[0-9]+"}},
                {"name": "people", "type": "integer", "constraints": {"minimum": 1}},
                {"name": "area km²", "type": "number", "decimalChar": ",", "constraints": {"maximum": 1000}},
                {"name": "kind", "type": "string", "constraints": {"enum": ["town", "village"]}},
                {"name": "founded", "type": "date", "constraints": {"minimum": "1000-01-01"}}],
              "primaryKey": "code", "uniqueKeys": [["people", "kind"]], "missingValues": ["", "-99"]}},
            {"name": "costs", "path": "costs.csv", "schema": {
              "fields": [{"name": "town", "type": "string"}, {"name": "cost", "type": "number"}],
              "foreignKeys": [{"fields": "town", "reference": {"resource": "towns-2020", "fields": "code"}}]}},
            {"name": "map", "path": "map.png"}
          ]
        }
        """;

    private const string Towns = "code;people;area km²;kind;founded\n01;120;1,5;town;1100-01-01\n02;3;2,25;village;1200-01-01\n03;-99;2,00;town;\n";
    private const string Costs = "town,cost\n01,5\n02,6\n";

    [Fact]
    public void What_a_package_demands_are_rules()
    {
        var file = DataPackage.Read(new Source("datapackage.json", Package), Limits.Default);
        file.Rules.Select(r => r.Id).ShouldBe(
        [
            "towns-2020-primary-key", "towns-2020-unique-key-1", "towns-2020-code-required", "towns-2020-people-minimum", "towns-2020-area-km-maximum", "towns-2020-kind-enum", "towns-2020-founded-minimum",
            "costs-foreign-key-1",
        ]);
        file.Datasets.Select(d => (d.Name, d.Path, string.Join(',', d.Key))).ShouldBe([("towns_2020", "towns.csv", "code"), ("costs", "costs.csv", "")]);
        file.Diagnostics.Select(d => d.Message).ShouldBe(["resource map: a resource that is no table is not checked", "resource towns-2020, field code: `pattern` is not checked"]);
        file.Diagnostics.Select(d => d.Position!.Value.Line).ShouldBe([15, 6]);
        file.Diagnostics.ShouldAllBe(d => d.Kind == DiagnosticKind.Note);
    }

    [Theory]
    [InlineData(Towns, Costs, "")]
    [InlineData("code;people;area km²;kind;founded\n01;0;1000,5;hamlet;0900-01-01\n01;5;3;town;\n", "town,cost\n01,5\n", "towns-2020-primary-key 01;0;1000,5;hamlet;0900-01-01, towns-2020-people-minimum 0, towns-2020-area-km-maximum 1000,5, towns-2020-kind-enum hamlet, towns-2020-founded-minimum 0900-01-01")]
    [InlineData("code;people;area km²;kind;founded\n;5;3;town;\n02;5;4;town;\n", "town,cost\n04,5\n", "costs-foreign-key-1 04, towns-2020-code-required , towns-2020-primary-key ;5;3;town;, towns-2020-unique-key-1 ;5;3;town;")]
    public void Rows_are_held_against_it(string towns, string costs, string findings)
    {
        var options = new VerifierOptions
        {
            UseShippedRules = false,
            RuleFiles = [DataPackage.Read(new Source("data/datapackage.json", Package), Limits.Default)],
            Open = (path, rules) => (new Source($"{Path.GetDirectoryName(rules.Path)}/{path}", path == "towns.csv" ? towns : costs), null),
        };
        var report = new Verifier(options).Verify([]);
        string.Join(", ", report.Findings.Select(f => $"{f.Rule} {f.Place.Text}")).ShouldBe(findings);
        report.Diagnostics.Where(d => d.Kind == DiagnosticKind.Configuration).ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_that_is_no_whole_number_is_told()
    {
        var options = new VerifierOptions
        {
            UseShippedRules = false,
            RuleFiles = [DataPackage.Read(new Source("datapackage.json", Package), Limits.Default)],
            Open = (path, _) => (new Source(path, path == "towns.csv" ? Towns.Replace(";120;", ";120,5;", StringComparison.Ordinal) : Costs), null),
        };
        new Verifier(options).Verify([]).Diagnostics.Where(d => d.Kind == DiagnosticKind.Incomplete).ShouldHaveSingleItem().Message.ShouldBe("`120,5` in column `people` is no whole number");
    }

    [Theory]
    [InlineData("""{"resources": []}""", 0)]
    [InlineData("""{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}]}""", 0)]
    [InlineData("""{"resources": [{"name": "t", "path": ["a.csv", "b.csv"]}, {"name": "u", "path": "../u.csv"}, {"name": "v", "path": "https://example.org/v.csv"}]}""", 3)]
    [InlineData("""{"resources": [{"name": "t", "path": "t.csv", "schema": "schema.json"}]}""", 1)]
    [InlineData("""{"resources": [{"name": "t", "path": "t.csv", "schema": {"fieldsMatch": "equal", "fields": [{"name": "a", "type": "boolean", "trueValues": ["y"]}, {"name": "b", "type": "date", "format": "%d/%m/%Y"}]}}]}""", 4)]
    public void What_is_left_out_is_told_and_the_rest_is_read(string text, int notes)
    {
        var file = DataPackage.Read(new Source("datapackage.json", text), Limits.Default);
        file.Diagnostics.Count.ShouldBe(notes, string.Join("\n", file.Diagnostics.Select(d => d.Message)));
        file.Diagnostics.ShouldAllBe(d => d.Kind == DiagnosticKind.Note);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0.0", 1)]
    [InlineData("0.5", 0)]
    [InlineData("100", 1)]
    public void An_exclusive_bound_is_no_value(string value, int findings)
    {
        const string Bounded = """{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "number", "constraints": {"exclusiveMinimum": 0, "exclusiveMaximum": 100}}]}}]}""";
        var options = new VerifierOptions { UseShippedRules = false, RuleFiles = [DataPackage.Read(new Source("datapackage.json", Bounded), Limits.Default)], Open = (path, _) => (new Source(path, $"a,b\n{value},x\n1.5,y\n"), null) };
        new Verifier(options).Verify([]).Findings.Count.ShouldBe(findings);
    }

    [Theory]
    [InlineData("{", "no valid JSON")]
    [InlineData("[]", "no data package")]
    [InlineData("{\"resources\": 5}", "no data package")]
    public void What_is_no_package_is_told(string text, string message) =>
        DataPackage.Read(new Source("datapackage.json", text), Limits.Default).Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Message.ShouldContain(message), d => d.Kind.ShouldBe(DiagnosticKind.Configuration));
}
