using System.Diagnostics;
using System.Globalization;
using PropagandaVerify.Documents;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Data;

/// <summary>Measures rules over a table that is read record by record against hand-written passes over the same file, each in a process of its own, so that its memory is its own.</summary>
internal static class DataArea
{
    public const string Name = "data";

    private const decimal MostPeak = 300;
    // The database may take one GiB, and a key of all rows takes it.
    private const decimal MostOfReleases = 1_500;
    private const decimal MostAgainstHand = 2;
    private const decimal MostOfFifty = 3;
    private const decimal MostAgainstSql = 3;
    private const int Fifty = 50;

    // Before the name of rules whose table a database looks through first.
    private const string Sifted = "duckdb: ";

    private const string Sum = "aggregate: {whole: costs.cny where kind = 'total', parts: costs.cny where kind = 'part', by: [region, period]}";
    private const string Rate = "balance: {on: costs, check: usd = cny / rate}";
    private const string Dates = "order: {on: costs, check: booked_on <= published_on}";

    private static readonly Dictionary<string, string[]> Rules = new(StringComparer.Ordinal)
    {
        ["sum and rate"] = [Sum, Rate],
        ["sum"] = [Sum],
        ["rate"] = [Rate],
        ["dates"] = [Dates],
        ["joined"] = ["for: {now: costs, old: before}\n    where: now.id = old.id\n    check: now.cny ~ old.cny\n    message: \"{now.cny} was {old.cny}\""],
        ["revision"] = ["revision: {on: costs, value: cny, against: before, by: [id]}"],
        ["fifty"] = [.. Enumerable.Range(0, Fifty).Select(OfRow)],
    };

    public static AreaResult Measure(int rows)
    {
        var path = Costs.Csv(rows);
        var parquet = HandWrittenSql.Parquet(path);
        try
        {
            var (hand, one, sql) = (Best("hand two", path), Best("hand one", path), Best("sql two", path));
            var (both, sum, rate, dates, fifty) = (Best("sum and rate", path), Best("sum", path), Best("rate", path), Best("dates", path), Best("fifty", path));
            var (sqlOfParquet, bothOfParquet, fiftyOfParquet, rowsOfParquet) = (Best("sql two", parquet), Best(Sifted + "sum and rate", parquet), Best(Sifted + "fifty", parquet), Best("sum and rate", parquet));
            _ = Releases.Of(parquet);
            var (sqlOfReleases, joined, revision) = (Best("sql releases", parquet), Best(Sifted + "joined", parquet), Best(Sifted + "revision", parquet));
            return new AreaResult(
                [
                    OfRows("hand-written stream, sum and rate", hand), OfRows("hand-written stream, rate", one), OfRows("hand-written SQL, sum and rate", sql, hand),
                    OfRows("sum and rate", both, hand) with { MostRatio = MostAgainstHand }, OfRows("rate", rate, one), OfRows("sum", sum), OfRows("dates", dates),
                    OfRows($"{Fifty} row rules", fifty, rate) with { MostRatio = MostOfFifty },
                    Peak("sum and rate", both), Peak($"{Fifty} row rules", fifty),
                    OfRows("Parquet: hand-written SQL, sum and rate", sqlOfParquet), OfRows("Parquet: sum and rate", bothOfParquet, sqlOfParquet) with { MostRatio = MostAgainstSql },
                    OfRows($"Parquet: {Fifty} row rules", fiftyOfParquet, bothOfParquet), Peak("Parquet: sum and rate", bothOfParquet), Peak($"Parquet: {Fifty} row rules", fiftyOfParquet),
                    OfRows("Parquet row by row: sum and rate", rowsOfParquet, sqlOfParquet),
                    OfRows("two releases in Parquet: hand-written SQL", sqlOfReleases), OfRows("two releases in Parquet: rows joined by a key", joined, sqlOfReleases) with { MostRatio = MostAgainstSql },
                    OfRows("two releases in Parquet: revision", revision, sqlOfReleases), Peak("two releases in Parquet: revision", revision) with { Most = MostOfReleases },
                ],
                []);

            Measurement OfRows(string @case, (decimal Seconds, decimal Peak) run, (decimal Seconds, decimal Peak)? baseline = null) =>
                new(Name, @case, rows / run.Seconds / 1_000_000, "M rows/s", baseline is { } b ? run.Seconds / b.Seconds : null);

            Measurement Peak(string @case, (decimal Seconds, decimal Peak) run) => new(Name, $"{@case}, peak memory", run.Peak, "MiB") { Most = MostPeak };
        }
        finally
        {
            File.Delete(path);
            File.Delete(parquet);
            Releases.Delete(parquet);
        }
    }

    /// <summary>What the process does that measures: the seconds of one pass that has been through once over few rows, and the most memory that it had.</summary>
    public static void Write(string what, string path, TextWriter output)
    {
        // What is compiled on the way is no part of a pass over ten million rows.
        var small = path.EndsWith(".parquet", StringComparison.Ordinal) ? HandWrittenSql.Parquet(Costs.Csv(20_000)) : Costs.Csv(20_000);
        Pass(what, small);
        var clock = Stopwatch.StartNew();
        Pass(what, path);
        output.WriteLine(((decimal)clock.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        output.WriteLine((Process.GetCurrentProcess().PeakWorkingSet64 / (1024m * 1024m)).ToString(CultureInfo.InvariantCulture));
    }

    private static void Pass(string what, string path)
    {
        var findings = what switch
        {
            "hand two" => HandWritten.TwoRules(path) is var (rates, sums) ? rates + sums : 0,
            "hand one" => HandWritten.OneRule(path),
            "sql two" => HandWrittenSql.Rates(path) + HandWrittenSql.Sums(path),
            "sql releases" => Releases.Of(path) is var (now, before) ? HandWrittenSql.Changes(now, before) : 0,
            Sifted + "joined" or Sifted + "revision" => Releases.Of(path) is var (costs, old) ? Findings(Rules[what[Sifted.Length..]], costs, isSifted: true, old) : 0,
            _ when what.StartsWith(Sifted, StringComparison.Ordinal) => Findings(Rules[what[Sifted.Length..]], path, isSifted: true),
            _ => Findings(Rules[what], path),
        };
        if (findings != 0)
        {
            throw new InvalidOperationException($"`{what}` found {findings} errors in a table that has none");
        }
    }

    private static int Findings(string[] rules, string path, bool isSifted = false, string? before = null)
    {
        var text = $"datasets: {{costs: {{path: costs}}{(before is null ? "" : ", before: {path: before}")}}}\nrules:\n{string.Concat(rules.Select((r, i) => $"  - id: rule-{i}\n    severity: error\n    title: Rule {i}\n    {r}\n"))}";
        var report = new Verifier(new VerifierOptions
        {
            UseShippedRules = false,
            RuleFiles = [RuleFileReader.Read(new Source("costs.yaml", text), Limits.Default)],
            Open = (name, _) => (name == "before" ? before! : path) is var file ? (new Source(file, "") { Bytes = () => File.OpenRead(file) }, null) : default,
            RecordsOf = TableFormats.Records,
            Store = isSifted ? () => new DuckDbStore(Directory.CreateTempSubdirectory("pverify-").FullName) : null,
            Sieve = isSifted ? sources => new DuckDbSieve(Directory.CreateTempSubdirectory("pverify-").FullName, sources) : null,
        }).Verify([]);
        return report.Diagnostics is [var trouble, ..] ? throw new InvalidOperationException(trouble.Message)
            : report.Evaluated.Values.Any(n => n == 0) ? throw new InvalidOperationException("a rule looked at nothing")
            : report.Findings.Count;
    }

    // Rules of different kinds over different columns, no two of them alike.
    private static string OfRow(int number) => (number % 5) switch
    {
        0 => $"balance: {{on: costs, check: usd = cny / rate, rounding: {number + 1}}}",
        1 => $"range: {{on: costs, value: rate, in: 6..{7 + number}}}",
        2 => $"range: {{on: costs, value: cny - usd, in: 0..{900_000_000_000L + number}}}",
        3 => $"order: {{on: costs, check: \"usd <= cny + {number}\"}}",
        _ => $"balance: {{on: costs, check: \"usd * rate = cny\", rounding: {number + 10}}}",
    };

    private static (decimal Seconds, decimal Peak) Best(string what, string path) => Enumerable.Range(0, 2)
        .Select(_ => Own.Lines(Name, what, path).Select(l => decimal.Parse(l, CultureInfo.InvariantCulture)).ToList()).Select(l => (Seconds: l[0], Peak: l[1])).MinBy(r => r.Seconds);
}
