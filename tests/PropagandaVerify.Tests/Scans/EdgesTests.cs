using System.Numerics;

namespace PropagandaVerify.Tests.Scans;

/// <summary>What a database says at the edge of tolerances and of its decimals, held against a run that holds all rows.</summary>
public class EdgesTests
{
    private const string Rules = """
        ruleset: t
        datasets: {rows: {path: rows.parquet}, whole: {path: whole.parquet}, parts: {path: parts.parquet}}
        rules:
        - {id: exact, title: t, for: {a: rows}, check: a.v = a.w + a.x, message: m}
        - {id: rounded, balance: {on: rows, check: v = w + x}}
        - {id: tolerant, balance: {on: rows, check: v = w + x, rounding: 0.02}}
        - {id: relative, balance: {on: rows, check: v = w, rounding: 2 %}}
        - {id: product, balance: {on: rows, check: v * 3 = w * 3 + x * 3}}
        - {id: products, balance: {on: rows, check: v * x = w * x}}
        - {id: quotient, balance: {on: rows, check: v / x = w / x}}
        - {id: rate, balance: {on: rows, check: y = v / x}}
        - {id: ordered, order: {on: rows, check: w <= v}}
        - {id: ranged, range: {on: rows, value: v - w, in: -0.02..0.05}}
        - {id: sum, aggregate: {whole: whole.v, parts: parts.v, by: [k], tolerance: 0.01}}
        - {id: most, aggregate: {whole: whole.m, parts: parts.v, by: [k], how: max}}
        - {id: exact-sum, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, where: exists(p), check: a.v = sum(p.v), message: m}
        - {id: mean, aggregate: {whole: whole.m, parts: parts.v, by: [k], how: mean, tolerance: 0.01}}
        - {id: mean-exact, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, check: a.m >= mean(p.v), message: m}
        - {id: quotients, range: {on: rows, value: v / x, in: -3..9}}
        - {id: below-quotient, title: t, for: {a: rows}, check: a.y <= a.v / a.x, message: m}
        - {id: above-quotient, title: t, for: {a: rows}, check: a.v / a.w < a.y, message: m}
        - {id: empty, title: t, for: {a: whole}, with: {p: parts where p.k = a.k and p.k != 'k3'}, check: "sum(p.v, empty: 0) ~ a.v or sum(p.v, empty: 7.5) > a.m", message: m}
        - {id: terms, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, check: sum(p.v - 2 - p.v) <= 0 and sum(p.v + p.v) ~ a.v + a.v, message: m}
        - {id: counted, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, check: "count(p.v) = count(p) and count(p, p.v > 5) <= 2 and distinct(p.v) = 1", message: m}
        - {id: revised, revision: {on: whole, value: v, against: parts, by: [k]}}
        - {id: given, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, let: {one: "given(first(p.v), distinct(p.v) = 1)"}, check: not exists(one) or a.v >= one, message: m}
        - {id: first, title: t, for: {a: whole}, with: {p: parts where p.k = a.k}, where: exists(p), check: a.m >= first(p.v), message: m}
        """;

    public static TheoryData<int, int> Widths => new() { { 9, 2 }, { 17, 2 }, { 18, 2 }, { 19, 2 }, { 18, 0 }, { 18, 9 }, { 28, 2 }, { 29, 2 }, { 37, 2 }, { 38, 2 }, { 38, 18 } };

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_database_says_what_memory_says(int width, int scale)
    {
        var files = Tables(width, scale);
        var memory = Engines.Report(Engines.Memory, Rules, files);
        var sifted = Engines.Report(Engines.DuckDb, Rules, files);
        sifted.Diagnostics.Where(d => d.Code == "E013").Select(d => d.Message).ShouldBeEmpty();
        sifted.Sifted.Count.ShouldBe(memory.Evaluated.Count);
        Engines.Differences(memory, sifted).ShouldBeEmpty();
        memory.Findings.Select(f => f.Rule).Distinct().Count().ShouldBeGreaterThan(6);
    }

    // Amounts as large as the width allows, each with slips of some units of the last digit; small ones, none and less than none; totals that are missing, there twice, or without a value.
    private static Dictionary<string, byte[]> Tables(int width, int scale)
    {
        var large = BigInteger.Pow(10, width - 1) * 3;
        BigInteger[] amounts = [large, -large, large / 7, 0, 1, -1, 49, 100];
        var (rows, whole, parts) = (new List<string[]>(), new List<string[]>(), new List<string[]>());
        foreach (var amount in amounts)
        {
            for (var slip = -4; slip <= 4; slip++)
            {
                var x = slip % 2 == 0 ? 17 : -3;
                rows.Add([$"r{rows.Count}", Written(amount + x + slip), Written(amount), Written(x), Written((amount + x) / x)]);
                var key = $"k{whole.Count}";
                parts.AddRange([[key, Written(amount / 3)], [key, Written(amount / 3)], [key, Written(amount - (2 * (amount / 3)))]]);
                whole.Add([key, Written(amount + slip), Written(BigInteger.Max(amount / 3, amount - (2 * (amount / 3))) + (slip / 3))]);
            }
        }

        rows.AddRange([["gap", "", Written(1), Written(2), Written(1)], ["gaps", "", "", "", ""], ["none", Written(0), Written(0), Written(0), Written(0)]]);
        parts.AddRange([["gap", ""], ["gap", Written(5)], ["alone", Written(5)], ["twice", Written(5)], ["", Written(5)], ["empty", Written(5)]]);
        whole.AddRange([["gap", Written(5), Written(5)], ["twice", Written(5), Written(5)], ["twice", Written(6), Written(6)], ["lonely", Written(5), Written(5)], ["", Written(5), Written(5)], ["empty", "", ""]]);
        return new()
        {
            ["rows.parquet"] = ParquetFiles.Of(["k", "v", "w", "x", "y"], rows),
            ["whole.parquet"] = ParquetFiles.Of(["k", "v", "m"], whole),
            ["parts.parquet"] = ParquetFiles.Of(["k", "v"], parts),
        };

        string Written(BigInteger units)
        {
            var text = BigInteger.Abs(units).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            return $"{(units.Sign < 0 ? "-" : "")}{text[..^scale]}{(scale > 0 ? "." : "")}{text[^scale..]}";
        }
    }
}
