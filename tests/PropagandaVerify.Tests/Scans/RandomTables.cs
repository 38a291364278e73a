using System.Text;
using CsCheck;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Tables with everything in them that has ever parted two readers of CSV: gaps, strays, long numbers, quoted line breaks, broken rows, odd encodings.</summary>
internal static class RandomTables
{
    private static readonly string[] Regions = ["North", "South", "north", "Nörd", "a,b", "x\ny", "#1", "\"q\"", " North"];
    private static readonly string[] Others = ["", "", ", rowid / 3.0 AS f, NULL AS z", ", [1, 2] AS l, TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (rowid) HOUR AS s, rowid % 2 = 0 AS b", ", CASE WHEN rowid % 7 > 0 THEN rowid * 0.5::DOUBLE END AS f, blob '\\x00' AS bytes"];
    private static readonly string[] Gaps = ["", "NA", "-", " ", "n/a"];
    private static readonly string[] Strays = ["about 5", "1e3", "0012", "1.2.3", "=1+1", "5 %"];

    /// <param name="most">Most rows of the table of parts.</param>
    /// <param name="isParquet">Whether they are Parquet files.</param>
    public static Gen<IReadOnlyDictionary<string, byte[]>> Of(int most, bool isParquet = false) => Gen.Select(Gen.Int, Gen.Int[0, most]).Select((seed, rows) => Of(new Random(seed), rows, isParquet));

    /// <summary>The tables of one run: as parts, their totals, rates, and an earlier release of the parts.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(Random random, int rows, bool isParquet = false) => new Writer(random, isParquet).Tables(rows);

    private sealed class Writer(Random random, bool isParquet)
    {
        private readonly int keys = random.Next(3);
        private readonly int decimals = random.Next(3);
        private readonly bool isCommaDecimal = random.Next(5) == 0 && !isParquet;
        private readonly double gaps = random.Next(3) * 0.03;
        private readonly double strays = random.Next(isParquet ? 12 : 4) == 0 ? 0.03 : 0;
        private readonly double longs = random.Next(isParquet ? 12 : 4) == 0 ? 0.05 : 0;
        private readonly double breaks = random.Next(4) == 0 ? 0.05 : 0;
        private readonly string[] ends = random.Next(4) switch { 0 => ["\r\n"], 1 => ["\n", "\r\n"], _ => ["\n"] };

        public Dictionary<string, byte[]> Tables(int rows)
        {
            var groups = Math.Max(1, rows / (1 + random.Next(8)));
            var (isKeyed, used) = (isParquet && random.Next(3) > 0, new HashSet<(int, string)>());
            var rates = Enumerable.Range(0, groups).Select(_ => random.Next(1, 300) / 100m).ToList();
            var (parts, before, members) = (new List<string[]>(), new List<string[]>(), new List<(int Key, string Region, decimal V, decimal W)>());
            for (var i = 0; i < rows; i++)
            {
                var (key, region, v) = (random.Next(groups), Regions[random.Next(Regions.Length)], Amount());
                var (w, first, second) = (Math.Round(v * random.Next(95) / 100, decimals), Day(0), Day(200));
                if (isKeyed && !used.Add((key, region)))
                {
                    continue;
                }

                members.Add((key, region, v, w));
                string[] row = [Key(key), region, Number(v), Number(w), Number(v - w + Slip()), Number(Math.Round(v * rates[key], decimals)), first, random.Next(20) == 0 ? Day(0) : second, Regions[random.Next(Regions.Length)]];
                parts.Add(row);
                if (random.Next(20) > 0)
                {
                    before.Add([row[0], row[1], random.Next(10) > 0 ? row[2] : Number(v + Slip())]);
                }
            }

            var wholes = new List<string[]>();
            foreach (var key in Enumerable.Range(0, groups + random.Next(2)).Where(_ => random.Next(20) > 0).SelectMany(k => Enumerable.Repeat(k, random.Next(40) == 0 ? 2 : 1)))
            {
                var own = members.FindAll(m => m.Key == key);
                var count = Math.Max(1, own.Count);
                wholes.Add([Key(key), Number(own.Sum(m => m.V) + Slip()), Number(own.Where(m => m.Region == "North").Sum(m => m.V)), Number(Math.Round(own.Sum(m => m.V) / count, decimals)), Number(own.Select(m => m.W).DefaultIfEmpty().Min()), (own.Count + (random.Next(10) == 0 ? 1 : 0)).ToString(Invariant), Day(0)]);
            }

            return new[]
            {
                File("parts", ["k", "r", "v", "w", "x", "y", "d", "e", "t"], parts),
                File("wholes", ["k", "v", "w", "m", "l", "n", "e"], wholes),
                File("rates", ["k", "rate"], [.. rates.Select((r, k) => (string[])[Key(k), Number(r)]).Where(_ => random.Next(20) > 0)]),
                File("before", ["k", "r", "v"], before),
                File("items", ["k", "i", "v", "d"], Items(groups)),
                File("codes", ["c", "p", "n", "f", "l"], Codes()),
            }.ToDictionary(f => f.Name, f => f.Bytes);
        }

        // Totals of totals, some of them missing, doubled or wrong.
        private List<string[]> Items(int groups)
        {
            var rows = new List<string[]>();
            for (var key = 0; key < Math.Min(groups, 300); key++)
            {
                var (a, b, c, d) = (Amount(), Amount(), Amount(), Amount());
                foreach (var (item, value) in new[] { ("T", a + b + c + d), ("S", a + b), ("U", c + d), ("a", a), ("b", b), ("c", c), ("d", d) }.Where(_ => random.Next(25) > 0))
                {
                    rows.AddRange(Enumerable.Repeat<string[]>([Key(key), item, Number(value + Slip()), random.Next(15) == 0 ? "" : Day(0)], random.Next(60) == 0 ? 2 : 1));
                }
            }

            return rows;
        }

        private List<string[]> Codes() =>
            [.. new[] { ("S", "T"), ("U", "T"), ("a", "S"), ("b", "S"), ("c", "U"), ("d", "U") }.Where(_ => random.Next(40) > 0).SelectMany(c => Enumerable.Repeat<string[]>([c.Item1, c.Item2, random.Next(20) == 0 ? "-1" : "1", random.Next(4) == 0 ? Day(0) : "", random.Next(4) == 0 ? Day(100) : ""], random.Next(40) == 0 ? 2 : 1))];

        private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

        private string Key(int number) => keys switch
        {
            0 => $"c{number}",
            1 => (number % 7 == 3 ? number + 0.5m : number).ToString(Invariant),
            _ => new DateOnly(2020, 1, 1).AddDays(number).ToString("yyyy-MM-dd", Invariant),
        };

        private decimal Amount() => Math.Round((random.Next(30) == 0 ? -1 : 1) * (random.Next(1000) + (random.Next(100) / 100m)), decimals);

        // None, the edge of what rounding explains and one unit to either side, a slip of a power of ten.
        private decimal Slip() => random.Next(50) switch
        {
            0 => Unit,
            1 => -Unit,
            2 => Unit * 2,
            3 => Unit * random.Next(1, 12) / 2,
            4 => random.Next(-500, 500),
            _ => 0,
        };

        private decimal Unit => decimals switch { 0 => 1, 1 => 0.1m, _ => 0.01m };

        private string Number(decimal value)
        {
            if (random.NextDouble() < longs)
            {
                return string.Concat(Enumerable.Range(0, random.Next(17, 41)).Select(i => (char)('1' + random.Next(9)))) + (random.Next(3) == 0 ? Mark + "5" : "");
            }

            var text = value.ToString($"F{decimals + (!isParquet && random.Next(400) == 0 ? 1 : 0)}", Invariant).Replace(".", Mark, StringComparison.Ordinal);
            return isParquet && random.Next(100) > 0 ? text : random.Next(50) switch { 0 => text.Replace('-', '\u2212'), 1 => $" {text} ", 2 when text.StartsWith('1') && text.Length > 3 && value >= 1000 => $"{text[0]} {text[1..]}", _ => text };
        }

        private string Mark => isCommaDecimal ? "," : ".";

        private string Day(int from) => random.Next(30) == 0 && !isParquet ? "2020-05" : new DateOnly(2020, 1, 1).AddDays(from + random.Next(200)).ToString("yyyy-MM-dd", Invariant);

        private (string Name, byte[] Bytes) File(string name, string[] header, List<string[]> rows) => isParquet ? ($"{name}.parquet", Parquet(header, rows)) :
            random.Next(4) == 0 && rows.Count > 0 ? ($"{name}.jsonl", Encoded(new RandomJson(random, gaps, breaks).Lines(header, rows, End))) : ($"{name}.csv", Encoded(Csv(header, rows)));

        private byte[] Parquet(string[] header, List<string[]> rows)
        {
            var texts = random.Next(3);
            return ParquetFiles.Of(header, [.. rows.Select(r => r.Select(c => random.NextDouble() < gaps ? "" : random.NextDouble() < strays ? Strays[random.Next(Strays.Length)] : c).ToArray())], _ => random.Next(10) < texts, Others[random.Next(Others.Length)]);
        }

        private string Csv(string[] header, List<string[]> rows)
        {
            var delimiter = isCommaDecimal ? ';' : random.Next(6) == 0 ? '\t' : ',';
            var text = new StringBuilder(string.Join(delimiter, header)).Append(End());
            foreach (var row in rows)
            {
                text.Append(Line(row, delimiter)).Append(End());
                text.Append(random.NextDouble() < breaks ? End() : "");
            }

            return random.Next(4) == 0 ? text.ToString().TrimEnd() : text.ToString();
        }

        private byte[] Encoded(string text)
        {
            Encoding encoding = random.Next(12) switch { 0 or 1 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, 4 or 5 => Encoding.UTF8, _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
            return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        }

        private string End() => ends[random.Next(ends.Length)];

        private string Line(string[] row, char delimiter)
        {
            var cells = row.Select(c => Quoted(random.NextDouble() < gaps ? Gaps[random.Next(Gaps.Length)] : random.NextDouble() < strays ? Strays[random.Next(Strays.Length)] : c, delimiter)).ToList();
            if (random.NextDouble() < breaks)
            {
                switch (random.Next(3))
                {
                    case 0: cells.Add("7"); break;
                    case 1: cells.RemoveAt(cells.Count - 1); break;
                    default: cells[0] = $"#{cells[0]}"; break;
                }
            }

            return string.Join(delimiter, cells);
        }

        private string Quoted(string cell, char delimiter) =>
            cell.Contains(delimiter) || cell.Contains('"') || cell.Contains('\n') || random.Next(40) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
