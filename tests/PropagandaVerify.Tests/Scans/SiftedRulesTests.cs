using System.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Which rules a database finds rows for, so that none falls back to reading every row unnoticed.</summary>
public class SiftedRulesTests
{
    private static readonly string Rules = File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Replace(".csv", ".parquet", StringComparison.Ordinal);

    // Rules of which the database knows nothing but where their rows are: what they ask for has no SQL.
    private static readonly string[] Unsaid = ["core-all", "core-counts", "core-dates", "core-else", "core-groups", "core-mean-of-terms", "core-quotient", "range-quotient"];

    [Fact]
    public void All_rules_over_Parquet_files_are_sifted()
    {
        var report = Engines.Report(Engines.DuckDb, Rules, Tables());
        report.Diagnostics.Where(d => d.Code == "E009").ShouldBeEmpty();
        report.Evaluated.Keys.Except(report.Sifted.Keys).ShouldBeEmpty();
        report.Sifted.Where(r => r.Value == 0).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(Unsaid);
    }

    [Fact]
    public void Rules_over_texts_are_not() => Engines.Report(Engines.DuckDb, Rules.Replace(".parquet", ".csv", StringComparison.Ordinal), new Dictionary<string, byte[]>
    {
        ["parts.csv"] = Encoding.UTF8.GetBytes("k,r,v,w,x,y,d,e,t\na,N,3,1,2,3,2020-01-01,2020-01-02,t\n"),
        ["wholes.csv"] = Encoding.UTF8.GetBytes("k,v,w,m,l,n,e\na,3,1,2,3,1,2020-01-02\n"),
        ["rates.csv"] = Encoding.UTF8.GetBytes("k,rate\na,2\n"),
        ["before.csv"] = Encoding.UTF8.GetBytes("k,r,v\na,N,3\n"),
    }).Sifted.ShouldBeEmpty();

    private static Dictionary<string, byte[]> Tables() => new()
    {
        ["parts.parquet"] = ParquetFiles.Of(["k", "r", "v", "w", "x", "y", "d", "e", "t"], [["a", "North", "103.1", "101.0", "2.1", "206.2", "2020-01-01", "2020-02-01", "s"], ["b", "South", "104.1", "101.0", "3.1", "208.2", "2020-01-01", "2020-02-01", "s"], ["b", "South", "0.5", "0.0", "0.5", "1.0", "2020-01-01", "2020-02-01", "s"]]),
        ["wholes.parquet"] = ParquetFiles.Of(["k", "v", "w", "m", "l", "n", "e"], [["a", "103.1", "103.1", "103.1", "101.0", "2", "2020-01-01"], ["b", "104.6", "0.0", "52.3", "0.0", "3", "2020-01-01"]]),
        ["rates.parquet"] = ParquetFiles.Of(["k", "rate"], [["a", "2.00"], ["b", "2.00"]]),
        ["before.parquet"] = ParquetFiles.Of(["k", "r", "v"], [["a", "North", "103.1"], ["b", "South", "104.1"]]),
    };
}
