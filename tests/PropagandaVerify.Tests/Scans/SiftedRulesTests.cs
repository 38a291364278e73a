using System.Text;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Which rules a database finds rows for, so that none falls back to reading every row unnoticed.</summary>
public class SiftedRulesTests
{
    // A rule that derives rows has its tables read row by row, and the rules beside it.
    private static readonly string Rules = string.Join("\n- ", File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Replace(".csv", ".parquet", StringComparison.Ordinal).Split("\n- ")
        .Where(r => !r.StartsWith("{id: complete-by", StringComparison.Ordinal) && !r.StartsWith("{id: complete-of", StringComparison.Ordinal) && !r.StartsWith("{id: complete-small", StringComparison.Ordinal)));

    // Rules of which the database knows nothing but where their rows are: what they ask for has no SQL.
    private static readonly string[] Unsaid = ["core-all", "core-counts", "core-dates", "core-else", "core-groups", "core-mean-of-terms", "core-quotient", "range-quotient"];

    [Fact]
    public void All_rules_over_Parquet_files_are_sifted()
    {
        var report = Engines.Report(Engines.DuckDb, Rules, Tables());
        report.Diagnostics.Where(d => d.Code == "E013").ShouldBeEmpty();
        report.Evaluated.Keys.Except(report.Sifted.Keys).ShouldBeEmpty();
        report.Sifted.Where(r => r.Value == 0).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(Unsaid);
    }

    [Fact]
    public void Groups_beyond_the_bound_of_memory_go_to_the_store()
    {
        const string rules = "ruleset: t\ndatasets: {parts: {path: parts.parquet}}\nrules:\n- {id: mean, title: t, for: {a: parts}, with: {p: parts where p.k = a.k}, check: mean(p.v) ~ a.v, message: m}\n";
        var files = new Dictionary<string, byte[]> { ["parts.parquet"] = ParquetFiles.Of(["k", "v"], [.. Enumerable.Range(0, 2_000).Select(i => (string[])[$"k{i / 2}", i % 100 == 0 ? "2.5" : "1.5"])]) };
        var memory = Engines.Report(Engines.Memory, rules, files);
        var beyond = Engines.Report(Engines.DuckDb, rules, files, Limits.Default with { MaxScanBytes = 1_000 });
        beyond.Sifted.ShouldBeEmpty();
        beyond.Diagnostics.ShouldBeEmpty();
        Engines.Differences(memory, beyond).ShouldBeEmpty();

        // What the database settles takes no memory here.
        var settled = Engines.Report(Engines.DuckDb, rules.Replace("mean(p.v) ~ a.v", "sum(p.v) >= a.v", StringComparison.Ordinal), files, Limits.Default with { MaxScanBytes = 1_000 });
        settled.Sifted["mean"].ShouldBe(2_000);
        settled.Counts["mean"].Failed.ShouldBe(0);
    }

    [Fact]
    public void A_file_that_a_database_cannot_read_is_read_row_by_row_and_told()
    {
        var trouble = Engines.Report(Engines.DuckDb, Rules, Tables(), sieve: (folder, sources) => new BrokenSieve(folder, sources));
        trouble.Diagnostics.ShouldContain(d => d.Code == "E013" && d.Kind == DiagnosticKind.Note);
        trouble.Sifted.ShouldBeEmpty();
        Engines.Differences(Engines.Report(Engines.Memory, Rules, Tables()), trouble with { Diagnostics = [.. trouble.Diagnostics.Where(d => d.Code != "E013")] }).ShouldBeEmpty();
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

/// <summary>A database whose disk is full when it comes to the rows.</summary>
internal sealed class BrokenSieve(string folder, IReadOnlyList<Source> sources) : RowSieve
{
    private readonly DuckDbSieve sieve = new(folder, sources);

    public override bool Knows(Source source) => sieve.Knows(source);

    public override SieveTable? Open(Source source, IReadOnlyList<string> missing) => sieve.Open(source, missing);

    public override Sieved Sift(SievePlan plan) => sieve.Sift(plan);

    public override void Link(IReadOnlyList<IReadOnlyCollection<int>> rows) => sieve.Link(rows);

    public override IEnumerable<SievedRow> Rows(int table) => throw new IOException("the disk is full");

    public override IEnumerable<(int Row, int First)> Repeated(SievedTable table, IReadOnlyList<Term> key) => sieve.Repeated(table, key);

    public override void Dispose() => sieve.Dispose();
}
