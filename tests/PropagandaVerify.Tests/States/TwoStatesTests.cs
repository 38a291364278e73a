using System.Text;
using CsCheck;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Rules;
using PropagandaVerify.States;
using PropagandaVerify.Tests.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.States;

/// <summary>What changed in a dataset is the same however its states are read and whatever memory there is.</summary>
public class TwoStatesTests
{
    private static readonly string[] Names = ["a", "b", "", " a", "x\ny", "\"q\"", "ä,1"];
    private static readonly string[] Columns = ["k", "r", "v", "w"];

    // All that waits goes into the store.
    private static readonly Limits Scarce = Limits.Default with { MaxComparedBytes = 1 };

    [Fact]
    public void A_change_is_the_same_in_every_way_of_reading_both_states() => States(isParquet: false).Sample(Hold, iter: 150);

    [Fact]
    public void A_change_of_Parquet_is_the_same_in_every_way_of_reading_both_states() => States(isParquet: true).Sample(Hold, iter: 25);

    [Fact]
    public void Rows_in_another_order_are_paired_in_the_store_by_a_few_at_a_time()
    {
        var random = new Random(20201026);
        var rows = Enumerable.Range(0, 3_000).Select(i => $"{i % 1_000},{i}\n").ToArray();
        var before = "k,v\n" + string.Concat(rows);
        random.Shuffle(rows);
        rows[7] = rows[7].Replace("\n", "0\n", StringComparison.Ordinal);
        var now = "k,v\n" + string.Concat(rows);
        foreach (var key in new[] { Array.Empty<string>(), ["k"], ["k", "v"] })
        {
            var held = Of(before, now, Limits.Default, null);
            var (scarce, stored) = (Limits.Default with { MaxComparedBytes = 20_000 }, 0);
            var kept = Of(before, now, scarce, () =>
            {
                stored++;
                return Store(rowsAtATime: 100);
            });
            stored.ShouldBe(1);
            Told(kept!).ShouldBe(Told(held!));

            DatasetChange? Of(string was, string isNow, Limits limits, Func<RowStore>? store) => DatasetChange.Of(Streamed(was, key), Streamed(isNow, key), store, limits).Change;
        }
    }

    [Fact]
    public void Packed_cells_come_back_from_the_store_as_they_were()
    {
        string[] cells = ["", "a\0b", "é 😀", new('x', 4_095), new('y', 4_096), new('z', 20_000), "\uFFFD\u0001\r\n"];
        var packed = new PackedCells();
        Array.ForEach(cells, c => packed.Add(c));
        using var store = Store(rowsAtATime: 1);
        var rows = store.Begin(1);
        rows.Add(0, 5, [packed.Text.ToString()]);
        rows.End();
        var left = rows.Of(0).Single().Texts[0].AsSpan();
        foreach (var cell in cells)
        {
            PackedCells.Take(ref left).ToString().ShouldBe(cell);
        }

        left.Length.ShouldBe(0);
    }

    [Fact]
    public void Rows_in_the_same_order_need_no_store_and_others_are_told_of_where_none_is_lent()
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => $"{i},{i % 7}\n").ToArray();
        var before = Streamed("k,v\n" + string.Concat(rows), ["k"]);
        DatasetChange.Of(before, Streamed("k,v\n" + string.Concat(rows) + "2000,1\n", ["k"]), null, Scarce).Change!.AddedCount.ShouldBe(1);
        DatasetChange.Of(before, null, null, Scarce).Change!.RemovedCount.ShouldBe(2_000);
        DatasetChange.Of(null, before, null, Scarce).Change!.AddedCount.ShouldBe(2_000);
        var (change, trouble) = DatasetChange.Of(before, Streamed("k,v\n" + string.Concat(rows.Reverse()), ["k"]), null, Scarce);
        change.ShouldBeNull();
        (trouble!.Code, trouble.Kind, trouble.Path).ShouldBe(("G005", DiagnosticKind.Incomplete, "t.csv"));
    }

    [Fact]
    public void So_many_rows_of_one_key_that_a_bucket_is_too_large_are_told_of()
    {
        var limits = Scarce with { MaxComparedBytes = 200, MaxScanBytes = 10_000 };
        string Rows(int from) => "k,v\n" + string.Concat(Enumerable.Range(from, 500).Select(i => $"{i % 2},{i}\n"));
        var (change, trouble) = DatasetChange.Of(Streamed("k,v\n1,1\n" + Rows(0)[4..], ["k"]), Streamed(Rows(0), ["k"]), () => Store(100), limits);
        change.ShouldBeNull();
        trouble!.Message.ShouldContain("so many have the same key");
    }

    private static Gen<(IReadOnlyList<string> Key, string Extension, byte[] Before, byte[] Now, Table Was, Table Is)> States(bool isParquet) => Gen.Select(Gen.Int, Gen.Int[0, 60]).Select((seed, rows) => Of(new Random(seed), rows, isParquet));

    /// <summary>A store in memory that holds its reader to what stores are made for.</summary>
    private sealed class HeldStore : RowStore
    {
        public override int RowsAtATime => 7;

        public override StoredRows Begin(int columns) => new Rows(columns);

        public override void Dispose()
        {
        }

        private sealed class Rows(int columns) : StoredRows
        {
            private readonly List<(int Bucket, int Number, string[] Texts)> rows = [];
            private bool isAtEnd;

            public override void Add(int bucket, int number, IReadOnlyList<string> texts)
            {
                isAtEnd.ShouldBeFalse();
                texts.Count.ShouldBe(columns);
                rows.Add((bucket, number, [.. texts]));
            }

            public override void End() => isAtEnd = true;

            public override IEnumerable<(int Number, string[] Texts)> Of(int bucket)
            {
                isAtEnd.ShouldBeTrue();
                return rows.Where(r => r.Bucket == bucket).OrderBy(r => r.Number).Select(r => (r.Number, r.Texts));
            }
        }
    }

    private sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows);

    private static (IReadOnlyList<string> Key, string Extension, byte[] Before, byte[] Now, Table Was, Table Is) Of(Random random, int rows, bool isParquet)
    {
        var values = random.Next(2, 8);
        var was = Enumerable.Range(0, rows).Select(_ => Row()).ToList();
        var now = was.Select(r => random.Next(8) == 0 ? [.. r[..^1], $"{random.Next(values)}"] : r).Where(_ => random.Next(10) > 0).ToList();
        for (var i = random.Next(3); i > 0; i--)
        {
            now.Insert(random.Next(now.Count + 1), Row());
        }

        if (random.Next(3) == 0)
        {
            now = [.. now.OrderBy(_ => random.Next())];
        }

        var extension = isParquet ? ".parquet" : random.Next(4) == 0 ? ".jsonl" : ".csv";
        IReadOnlyList<string> key = random.Next(4) switch { 0 => [], 1 => ["k"], 2 => ["r", "k"], _ => ["k", "w"] };
        var (before, after) = (Table(was), Table(now));
        return (key, extension, Bytes(before), Bytes(after), before, after);

        string[] Row() => [Names[random.Next(Names.Length)], Names[random.Next(Names.Length)], $"{random.Next(values)}", $"{random.Next(values)}"];

        // The columns of one state may stand elsewhere, or be missing, in the other.
        Table Table(List<string[]> of)
        {
            var order = Enumerable.Range(0, Columns.Length).OrderBy(_ => random.Next(4) == 0 ? random.Next() : 0).ToList();
            if (random.Next(5) == 0)
            {
                order.RemoveAt(random.Next(order.Count));
            }

            return new Table([.. order.Select(i => Columns[i])], [.. of.Select(r => order.Select(i => r[i]).ToArray())]);
        }

        byte[] Bytes(Table table)
        {
            var end = random.Next(3) == 0 ? "\r\n" : "\n";
            return extension switch
            {
                ".parquet" => ParquetFiles.Of(table.Header, table.Rows, _ => true),
                ".jsonl" => Encoding.UTF8.GetBytes(string.Concat(table.Rows.Select(r => System.Text.Json.JsonSerializer.Serialize(table.Header.Zip(r).ToDictionary(c => c.First, c => c.Second)) + end))),
                _ => [.. random.Next(3) == 0 ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(string.Join(',', table.Header) + end + string.Concat(table.Rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + end + (random.Next(20) == 0 ? end : ""))))],
            };
        }
    }

    private static void Hold((IReadOnlyList<string> Key, string Extension, byte[] Before, byte[] Now, Table Was, Table Is) states)
    {
        var (key, extension, before, now, was, isNow) = states;
        if (extension == ".jsonl" && (was.Rows.Count == 0 || isNow.Rows.Count == 0))
        {
            // Without an object nothing names the columns.
            return;
        }

        var expected = Expected(key, was, isNow);
        foreach (var (one, other) in new[] { (false, false), (true, true), (true, false) })
        {
            var (first, second) = (State(before, one), State(now, other));
            foreach (var limits in new[] { Limits.Default, Scarce })
            {
                Told(DatasetChange.Of(first, second, () => new HeldStore(), limits).Change!).ShouldBe(expected);
            }
        }

        DatasetState State(byte[] bytes, bool isHeld)
        {
            var name = "t" + extension;
            var tables = new Dictionary<Source, TableContent>();
            Source source;
            if (!isHeld)
            {
                source = new Source(name, "") { Bytes = () => new MemoryStream(bytes) };
            }
            else if (TableFormats.Knows(name))
            {
                var (read, content, _) = TableFormats.Read(name, bytes, Limits.Default);
                source = read!;
                tables.Add(source, content!);
            }
            else
            {
                source = Source.Decode(name, bytes).Source!;
            }

            return Read(source, key, tables);
        }
    }

    // The state of a run, as commands have it.
    private static DatasetState Read(Source source, IReadOnlyList<string> key, IReadOnlyDictionary<Source, TableContent>? tables = null)
    {
        var rules = $"ruleset: t\ndatasets: {{t: {{path: t, key: [{string.Join(", ", key)}], columns: {{k: text, r: text}}}}}}\nrules: []\n".Replace("key: [], ", "", StringComparison.Ordinal);
        var report = new Verifier(new VerifierOptions
        {
            RuleFiles = [RuleFileReader.Read(new Source("t.yaml", rules), Limits.Default)],
            UseShippedRules = false,
            KeepsDocuments = true,
            Open = (_, _) => (source, null),
            TableOf = s => tables?.GetValueOrDefault(s),
            RecordsOf = TableFormats.Records,
        }).Verify([]);
        return report.Files.Single().Dataset!;
    }

    private static DatasetState Streamed(string csv, IReadOnlyList<string> key) => Read(new Source("t.csv", "") { Bytes = () => new MemoryStream(Encoding.UTF8.GetBytes(csv)) }, key);

    private static DuckDbStore Store(int rowsAtATime) => new(Directory.CreateTempSubdirectory("pverify-").FullName, rowsAtATime);

    // Said as simply as it can be, over rows that are held.
    private static string Expected(IReadOnlyList<string> declared, Table was, Table now)
    {
        List<string> common = [.. now.Header.Where(was.Header.Contains)];
        var key = declared.Count > 0 && declared.All(common.Contains) ? declared : [];
        var by = key.Count > 0 ? key : common;
        var former = Named(was).ToList();
        var (added, cells, touched) = (new List<string>(), new List<string>(), new List<int>());
        var changed = 0;
        foreach (var (row, number) in Named(now).Select((r, i) => (r, i)))
        {
            var at = former.FindIndex(f => f.Name == row.Name);
            if (at < 0)
            {
                added.Add(Row(row.Cells));
                touched.Add(number);
                continue;
            }

            var differing = common.Where(c => former[at].Cells[c] != row.Cells[c]).ToList();
            cells.AddRange(differing.Select(c => $"{c} {Row(row.Cells)} {former[at].Cells[c]} {row.Cells[c]}"));
            (changed, former) = (changed + (differing.Count > 0 ? 1 : 0), [.. former.Where((_, i) => i != at)]);
            if (differing.Count > 0)
            {
                touched.Add(number);
            }
        }

        return string.Join('\n', [
            string.Join(',', key), $"{was.Rows.Count} {now.Rows.Count} {added.Count} {former.Count} {changed}", .. added, "-", .. former.Select(f => Row(f.Cells)), "~", .. cells.OrderBy(c => common.IndexOf(c[..1])),
            $"columns {string.Join(',', now.Header.Except(was.Header))} {string.Join(',', was.Header.Except(now.Header))}", $"touched {string.Join(',', touched)}"]);

        string Row(IReadOnlyDictionary<string, string> cells) => string.Join(", ", by.Select(c => $"{c}={cells[c]}"));

        static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Cells)> Rows(Table table, IReadOnlyList<string> by) =>
            table.Rows.Select(r => table.Header.Zip(r).ToDictionary(c => c.First, c => c.Second.Trim(), StringComparer.Ordinal)).Select(r => (string.Join('|', by.Select(c => r[c])), (IReadOnlyDictionary<string, string>)r));

        IEnumerable<(string Name, IReadOnlyDictionary<string, string> Cells)> Named(Table table) => Rows(table, by);
    }

    private static string Told(DatasetChange change) => string.Join('\n', [
        string.Join(',', change.Key), $"{change.RowsBefore} {change.RowsNow} {change.AddedCount} {change.RemovedCount} {change.ChangedCount}", .. change.Added, "-", .. change.Removed, "~",
        .. change.Columns.SelectMany(c => c.Cells.Select(v => $"{c.Column} {v.Row} {v.Before} {v.Now}")),
        $"columns {string.Join(',', change.AddedColumns)} {string.Join(',', change.RemovedColumns)}", $"touched {string.Join(',', Enumerable.Range(0, change.RowsNow).Where(change.Touched.Contains))}"]);
}
