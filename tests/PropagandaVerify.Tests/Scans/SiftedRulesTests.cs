using System.Text;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Which rules a database finds rows for, so that none falls back to reading every row unnoticed.</summary>
public class SiftedRulesTests
{
    // Rules that derive rows have their tables read row by row.
    private static readonly string[] Deriving = ["complete-by", "complete-of", "complete-small"];

    private static readonly string All = File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Replace(".csv", ".parquet", StringComparison.Ordinal);

    private static readonly string Rules = string.Join("\n- ", All.Split("\n- ").Where(r => !Deriving.Any(d => r.StartsWith($"{{id: {d}", StringComparison.Ordinal))));

    // Rules of which the database knows nothing but where their rows are: what they ask for has no SQL.
    private static readonly string[] Unsaid = ["core-all", "core-dates", "core-else", "core-mean-of-terms", "core-quotient"];

    [Fact]
    public void All_rules_over_Parquet_files_are_sifted()
    {
        var report = Engines.Report(Engines.DuckDb, Rules, Tables());
        report.Diagnostics.Where(d => d.Code == "E013").ShouldBeEmpty();
        report.Evaluated.Keys.Except(report.Sifted.Keys).ShouldBeEmpty();
        report.Sifted.Where(r => r.Value == 0).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(Unsaid);
    }

    [Fact]
    public void A_rule_that_is_not_sifted_leaves_the_others_alone()
    {
        var report = Engines.Report(Engines.DuckDb, All, Tables());
        report.Diagnostics.ShouldNotContain(d => d.Code == "E013");
        report.Evaluated.Keys.Except(report.Sifted.Keys).Order(StringComparer.Ordinal).ShouldBe(Deriving);
        report.Sifted.Where(r => r.Value == 0).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(Unsaid);
        Engines.Differences(Engines.Report(Engines.Memory, All, Tables()), report).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_derived_from_single_rows_is_found_without_those_of_their_groups()
    {
        var plans = new List<SievePlan>();
        Engines.Report(Engines.DuckDb, All, Tables(), sieve: (folder, sources) => new WatchedSieve(folder, sources, plans.Add));
        plans.Count.ShouldBe(2);
        plans[0].Rules.Count.ShouldBe(6);
        plans[0].Rules.ShouldAllBe(r => r.IsOfRowsAlone);
        plans[1].Rules.ShouldNotContain(r => r.IsOfRowsAlone);
    }

    [Theory]
    [InlineData("about 5")]
    [InlineData("1e3")]
    public void A_bad_cell_is_told_and_concerns_only_the_rules_that_read_its_column(string cell)
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.parquet, key: [k]}}\nrules:\n- {id: bad, range: {on: rows, value: v, in: 0..9}}\n- {id: good, range: {on: rows, value: w, in: 0..9}}\n- {id: group, unique: {on: rows, key: [w]}}\n";
        var files = new Dictionary<string, byte[]> { ["rows.parquet"] = ParquetFiles.Of(["k", "v", "w"], [.. Enumerable.Range(0, 3_000).Select(i => (string[])[$"k{i - (i % 2_500 == 7 ? 1 : 0)}", i == 2_100 ? cell : $"{i % 10}", $"{i % 11}.{i}"])]) };
        var report = Engines.Report(Engines.DuckDb, rules, files);
        report.Sifted.Keys.Order(StringComparer.Ordinal).ShouldBe(["good", "group"]);
        report.Sifted["good"].ShouldBeInRange(2_000, 2_999);
        Engines.Differences(Engines.Report(Engines.Memory, rules, files), report).ShouldBeEmpty();
    }

    [Fact]
    public void A_column_of_floating_point_numbers_concerns_only_the_rules_that_read_it()
    {
        const string rules = "ruleset: t\ndatasets: {rows: {path: rows.parquet}}\nrules:\n- {id: float, range: {on: rows, value: f, in: 0..900}}\n- {id: decimal, range: {on: rows, value: w, in: 0..9}}\n";
        var files = new Dictionary<string, byte[]> { ["rows.parquet"] = ParquetFiles.Of(["w"], [.. Enumerable.Range(0, 3_000).Select(i => (string[])[$"{i % 11}.{i % 10}"])], more: ", rowid / 3.0 AS f") };
        var report = Engines.Report(Engines.DuckDb, rules, files);
        report.Sifted.Keys.ShouldBe(["decimal"]);
        Engines.Differences(Engines.Report(Engines.Memory, rules, files), report).ShouldBeEmpty();
    }

    [Fact]
    public void Rules_that_join_rows_by_columns_are_sifted()
    {
        var rules = $"{All.Split("\n- ")[0]}\n{File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "joins.yaml"))}";
        var report = Engines.Report(Engines.DuckDb, rules, Tables());
        report.Evaluated.Keys.Except(report.Sifted.Keys).ShouldBe(["joined-else"]);
        report.Sifted.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}").ShouldBe(["joined-by-numbers 3", "joined-by-reckoning 2", "joined-dates 3", "joined-itself 0", "joined-release 2", "joined-three 3"]);
        Engines.Differences(Engines.Report(Engines.Memory, rules, Tables()), report).ShouldBeEmpty();
    }

    // A list of codes is always held.
    [Theory]
    [InlineData("2020-01-01", "2020-01-02", "2020-01-03")]
    [InlineData("2020", "2020-02", "2020-01-03")]
    [InlineData("a", "B", "b")]
    [InlineData("1", "2.5", "-3")]
    [InlineData("1", "1.0", "1234567890123456789012345678901234567")]
    public void A_small_table_of_text_goes_into_the_database(string a, string b, string c)
    {
        const string rules = """
            ruleset: t
            datasets: {rows: {path: rows.parquet}, codes: {path: codes.csv}}
            rules:
            - {id: converted, conversion: {on: rows, from: v, to: w, rate: {on: codes, value: rate, quote: to/from, match: [k]}}}
            - {id: known, reference: {on: rows, to: codes, match: [k]}}
            - {id: summed, aggregate: {whole: codes.total, parts: rows.v, by: [k]}}
            - {id: small, range: {on: codes, value: rate, in: 0..9}}
            """;
        var keys = new[] { a, b, c };
        var files = new Dictionary<string, byte[]>
        {
            ["rows.parquet"] = ParquetFiles.Of(["k", "v", "w"], [.. Enumerable.Range(0, 300).Select(i => (string[])[i % 200 == 7 ? "" : keys[i % 3], $"{i}.5", i == 200 ? "1" : $"{(2 * i) + 1 + (i % 3 == 1 ? 2 : 0)}"])]),
            ["codes.csv"] = Encoding.UTF8.GetBytes($"k,rate,total,note\n{a},2,14900.0,x\n{b},2.0,-,\n{a},2,1,\n{c},2,1,\n,7,,\n,about 3,2,\n,8,2.25,\n,10,5,\n"),
        };
        var (memory, sifted) = (Engines.Report(Engines.Memory, rules, files), Engines.Report(Engines.DuckDb, rules, files));
        sifted.Diagnostics.ShouldNotContain(d => d.Code == "E013");
        sifted.Sifted.Keys.Order(StringComparer.Ordinal).ShouldBe(["converted", "known", "small", "summed"]);
        Engines.Differences(memory, sifted).ShouldBeEmpty();
    }

    [Fact]
    public void More_rules_than_a_word_has_bits_are_told_apart()
    {
        var ranges = Enumerable.Range(0, 130).Select(i => $"- {{id: range-{i}, range: {{on: {(i is < 40 or > 100 ? "rows" : "others")}, value: w, in: 0..{i}}}}}\n");
        var rules = $"ruleset: t\ndatasets: {{rows: {{path: rows.parquet}}, others: {{path: others.parquet}}}}\nrules:\n{string.Concat(ranges)}";
        var files = new[] { "rows", "others" }.ToDictionary(n => $"{n}.parquet", _ => ParquetFiles.Of(["w"], [.. Enumerable.Range(0, 140).Select(i => (string[])[$"{i}"])]));
        Engines.Differences(Engines.Report(Engines.Memory, rules, files), Engines.Report(Engines.DuckDb, rules, files)).ShouldBeEmpty();
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
        var trouble = Engines.Report(Engines.DuckDb, Rules, Tables(), sieve: (folder, sources) => new WatchedSieve(folder, sources, _ => { }) { IsBroken = true });
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

/// <summary>A database that tells what it is asked.</summary>
internal sealed class WatchedSieve(string folder, IReadOnlyList<Source> sources, Action<SievePlan> asked) : RowSieve
{
    /// <summary>Whether the disk is full when it comes to the rows.</summary>
    public bool IsBroken { get; init; }

    private readonly DuckDbSieve sieve = new(folder, sources);

    public override bool Knows(Source source) => sieve.Knows(source);

    public override SieveTable? Open(Source source, IReadOnlyList<string> missing) => sieve.Open(source, missing);

    public override SieveTable Hold(IReadOnlyList<SieveColumn> columns, IReadOnlyList<string?[]> rows) => sieve.Hold(columns, rows);

    public override Sieved Sift(SievePlan plan)
    {
        asked(plan);
        return sieve.Sift(plan);
    }

    public override void Link(IReadOnlyList<IReadOnlyCollection<int>> rows) => sieve.Link(rows);

    public override IEnumerable<SievedRow> Rows(int table) => IsBroken ? throw new IOException("the disk is full") : sieve.Rows(table);

    public override IEnumerable<(int Row, int First)> Repeated(SievedTable table, IReadOnlyList<Term> key) => sieve.Repeated(table, key);

    public override void Dispose() => sieve.Dispose();
}
