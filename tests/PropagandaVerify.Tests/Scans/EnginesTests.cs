using CsCheck;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Datasets that are read record by record give what datasets that are held give: findings, places, repairs, counts and diagnostics.</summary>
public class EnginesTests
{
    // The head of a rules file, and many rules, of which each run takes some.
    private static readonly string[] Rules = File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "engines.yaml")).Split("\n- ");

    // Rules that have their rows kept in a store, unless the tables are held.
    private static readonly string[] Stored = ("\n" + File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "stored.yaml"))).Split("\n- ")[1..];

    // Rules that join rows of tables one by one.
    private static readonly string[] Joins = ("\n" + File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "joins.yaml"))).Split("\n- ")[1..];

    // Rules that join rows with those of small tables, by keys of which one leads to the next.
    private static readonly string[] Chains = ("\n" + File.ReadAllText(Repository.Of("tests", "PropagandaVerify.Tests", "Scans", "chains.yaml"))).Split("\n- ")[1..];

    [Fact]
    public void All_engines_say_the_same_of_small_tables() => Check(RandomTables.Of(most: 14), Rules[1..], 5, 40, Engines.Others);

    [Fact]
    public void All_engines_say_the_same_of_tables_beyond_one_batch() => Check(RandomTables.Of(most: 9_000), Rules[1..], 5, 2, Engines.Others);

    [Fact]
    public void A_store_says_the_same_of_rows_that_rules_bring_together() => Check(RandomTables.Of(most: 30), [.. Rules[1..], .. Stored, .. Stored], 6, 20, [Engines.DuckDb]);

    [Fact]
    public void All_engines_say_the_same_of_small_Parquet_files() => Check(RandomTables.Of(most: 14, isParquet: true), Rules[1..], 5, 40, [.. Engines.Others, Engines.DuckDbBesideHeld]);

    [Fact]
    public void All_engines_say_the_same_of_Parquet_files_beyond_one_group_of_rows() => Check(RandomTables.Of(most: 9_000, isParquet: true), Rules[1..], 5, 2, Engines.Others);

    [Fact]
    public void A_database_says_the_same_of_rows_that_rules_join() => Check(RandomTables.Of(most: 40, isParquet: true), [.. Joins, .. Joins, .. Stored], 4, 15, [Engines.DuckDb, Engines.DuckDbBesideHeld]);

    [Theory]
    [MemberData(nameof(Engines.AllWithParquet), MemberType = typeof(Engines))]
    public void What_a_row_holds_with_is_beside_what_it_fails_with(string engine)
    {
        const string Rules = """
            datasets:
              now: {path: now.csv}
              before: {path: before.csv}
            rules:
            - id: same
              title: A row against its earlier ones
              for: {a: now, b: before}
              where: b.k = a.k
              check: a.v ~ b.v
              repair: [a.v, b.v]
              message: "{a.v} {b.v}"
            """;
        var files = new Dictionary<string, byte[]> { ["now.csv"] = "k,v\n1,120\n2,7\n"u8.ToArray(), ["before.csv"] = "k,v\n1,102\n1,120\n2,7\n"u8.ToArray() };

        // Written as 102 in both, it would differ from the other earlier row.
        Engines.Report(engine, Rules, files).Findings.Single().Repairs.SelectMany(r => r.Edits).Select(e => (e.Place.Text, e.Text)).ShouldBe([("102", "120")]);
    }

    // The number of a whole is part of the key by which rows are complete, so that another number would be another row.
    [Theory]
    [MemberData(nameof(Engines.AllWithParquet), MemberType = typeof(Engines))]
    public void What_was_derived_from_a_row_is_beside_what_it_fails_with(string engine)
    {
        const string Rules = """
            datasets:
              wholes: {path: wholes.csv, columns: {n: {type: integer}}}
              parts: {path: parts.csv}
            rules:
            - {id: largest, aggregate: {whole: wholes.n, parts: parts.x, by: [k], how: max, tolerance: 10 %}}
            - {id: complete, complete: {on: wholes, by: [n], has: k}}
            """;
        var files = new Dictionary<string, byte[]> { ["wholes.csv"] = "k,n\nA,4\n"u8.ToArray(), ["parts.csv"] = "k,x\nA,515.13\nA,7.5\n"u8.ToArray() };
        Engines.Report(engine, Rules, files).Findings.Single().Repairs.ShouldBeEmpty();
    }

    // Rows of a large table are joined with those of small ones while it is read.
    [Fact]
    public void All_engines_say_the_same_of_rows_that_rules_join_with_small_tables() => Check(RandomTables.Of(most: 30), [.. Joins, .. Chains, .. Chains, .. Rules[1..5]], 4, 30, [Engines.Odd, Engines.Even, Engines.DuckDbBesideHeld]);

    [Fact]
    public void A_database_says_the_same_of_many_rows_that_rules_join() => Check(RandomTables.Of(most: 4_000, isParquet: true), Joins, 4, 1, [Engines.DuckDb]);

    // A repair of what one rule finds must leave holding what rules that join rows say of it.
    [Fact]
    public void A_database_says_the_same_of_repairs_beside_rows_that_rules_join() => Check(RandomTables.Of(most: 40, isParquet: true), [Joins[0], Joins[0], Joins[0], .. Rules[1..]], 6, 20, [Engines.DuckDb]);

    private static void Check(Gen<IReadOnlyDictionary<string, byte[]>> tables, string[] all, int rules, long times, IReadOnlyList<string> engines) => Gen.Select(tables, Gen.Shuffle(all, rules)).Sample(
        (files, some) => Same(Named(Rules[0], files) + string.Concat(some.Distinct().Select(r => "\n- " + r)), files, engines).ShouldBeEmpty(),
        iter: times * (int.TryParse(Environment.GetEnvironmentVariable("PVERIFY_TIMES"), out var m) ? m : 1),
        print: (sample) => $"{string.Join("\n- ", sample.Item2)}\n{string.Join("\n", sample.Item1.Select(f => $"--- {f.Key}\n{Written(f.Key, f.Value)}"))}");

    private static string Written(string path, byte[] bytes) => TableFormats.Knows(path) ? TableFormats.Read(path, bytes, Limits.Default).Source!.Text : System.Text.Encoding.Latin1.GetString(bytes);

    // The rules name files of CSV; some tables are JSON.
    private static string Named(string head, IReadOnlyDictionary<string, byte[]> files) => files.Keys.Aggregate(head, (h, name) => h.Replace(Path.GetFileNameWithoutExtension(name) + ".csv", name, StringComparison.Ordinal));

    private static IEnumerable<string> Same(string rules, IReadOnlyDictionary<string, byte[]> files, IReadOnlyList<string> engines)
    {
        var memory = Engines.Report(Engines.Memory, rules, files);
        return engines.Select(e => (Engine: e, Report: Engines.Report(e, rules, files))).Prepend((Engine: Engines.Memory, Report: memory))
            .SelectMany(r => Engines.Differences(memory, r.Report).Concat(Engines.MisplacedBytes(r.Report, files)).Select(d => $"{r.Engine} {d}")).Take(6);
    }
}
