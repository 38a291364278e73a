using System.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Which rules a database finds rows for, so that none falls back to reading every row unnoticed.</summary>
public class SiftedRulesTests
{
    private static readonly string Rules = File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Replace(".csv", ".parquet", StringComparison.Ordinal);

    [Fact]
    public void All_rules_over_Parquet_files_are_sifted()
    {
        var report = Engines.Report(Engines.DuckDb, Rules, Tables());
        report.Diagnostics.Where(d => d.Code == "E009").ShouldBeEmpty();
        report.Evaluated.Keys.Except(report.Sifted).ShouldBeEmpty();
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
        ["parts.parquet"] = ParquetFiles.Of(["k", "r", "v", "w", "x", "y", "d", "e", "t"], [["a", "North", "3.1", "1.0", "2.1", "6.2", "2020-01-01", "2020-02-01", "s"], ["b", "South", "4.1", "1.0", "3.1", "8.2", "2020-01-01", "2020-02-01", "s"]]),
        ["wholes.parquet"] = ParquetFiles.Of(["k", "v", "w", "m", "l", "n", "e"], [["a", "3.1", "3.1", "3.1", "1.0", "1", "2020-01-01"], ["b", "4.1", "0.0", "4.1", "1.0", "1", "2020-01-01"]]),
        ["rates.parquet"] = ParquetFiles.Of(["k", "rate"], [["a", "2.00"], ["b", "2.00"]]),
        ["before.parquet"] = ParquetFiles.Of(["k", "r", "v"], [["a", "North", "3.1"], ["b", "South", "4.1"]]),
    };
}
