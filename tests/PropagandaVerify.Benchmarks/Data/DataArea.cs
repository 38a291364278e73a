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
            return new AreaResult(
                [
                    OfRows("hand-written stream, sum and rate", hand), OfRows("hand-written stream, rate", one), OfRows("hand-written SQL, sum and rate", sql, hand),
                    OfRows("sum and rate", both, hand) with { MostRatio = MostAgainstHand }, OfRows("rate", rate, one), OfRows("sum", sum), OfRows("dates", dates),
                    OfRows($"{Fifty} row rules", fifty, rate) with { MostRatio = MostOfFifty },
                    Peak("sum and rate", both), Peak($"{Fifty} row rules", fifty),
                    OfRows("Parquet: hand-written SQL, sum and rate", sqlOfParquet), OfRows("Parquet: sum and rate", bothOfParquet, sqlOfParquet) with { MostRatio = MostAgainstSql },
                    OfRows($"Parquet: {Fifty} row rules", fiftyOfParquet, bothOfParquet), Peak("Parquet: sum and rate", bothOfParquet), Peak($"Parquet: {Fifty} row rules", fiftyOfParquet),
                    OfRows("Parquet row by row: sum and rate", rowsOfParquet, sqlOfParquet),
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
            _ when what.StartsWith(Sifted, StringComparison.Ordinal) => Findings(Rules[what[Sifted.Length..]], path, isSifted: true),
            _ => Findings(Rules[what], path),
        };
        if (findings != 0)
        {
            throw new InvalidOperationException($"`{what}` found {findings} errors in a table that has none");
        }
    }

    private static int Findings(string[] rules, string path, bool isSifted = false)
    {
        var text = $"datasets: {{costs: {{path: costs.csv}}}}\nrules:\n{string.Concat(rules.Select((r, i) => $"  - id: rule-{i}\n    severity: error\n    title: Rule {i}\n    {r}\n"))}";
        var report = new Verifier(new VerifierOptions
        {
            UseShippedRules = false,
            RuleFiles = [RuleFileReader.Read(new Source("costs.yaml", text), Limits.Default)],
            Open = (_, _) => (new Source(path, "") { Bytes = () => File.OpenRead(path) }, null),
            RecordsOf = TableFormats.Records,
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
