using System.Text;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.DuckDb;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Rules;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Scans;

/// <summary>Evaluates rules over the bytes of datasets in every way that there is.</summary>
internal static class Engines
{
    public const string Memory = "memory";
    public const string Stream = "stream";

    /// <summary>The datasets whose number is odd are held, the others read record by record; and the other way round. A list of codes is always held.</summary>
    public const string Odd = "odd ones held";
    public const string Even = "even ones held";

    /// <summary>Parquet files are looked through with SQL; rows that other rules bring together are kept in a database and evaluated a few at a time.</summary>
    public const string DuckDb = "duckdb";

    /// <summary>The same where the datasets whose number is odd are held.</summary>
    public const string DuckDbBesideHeld = "duckdb, odd ones held";

    public static IReadOnlyList<string> Others => [Stream, Odd, Even, DuckDb];

    public static TheoryData<string> All => [Memory, .. Others];

    /// <summary>The same over Parquet files with the same cells.</summary>
    public static TheoryData<string> AllWithParquet => [Memory, .. Others, .. Others.Append(Memory).Select(e => Parquet + e)];

    private const string Parquet = "Parquet: ";

    public static Report Report(string engine, string rules, IReadOnlyDictionary<string, byte[]> files, Limits? limits = null, Func<string, IReadOnlyList<Source>, RowSieve>? sieve = null, bool isEverHeld = true)
    {
        var tables = new Dictionary<Source, TableContent>(ReferenceEqualityComparer.Instance);
        if (engine.StartsWith(Parquet, StringComparison.Ordinal))
        {
            return Report(engine[Parquet.Length..], rules.Replace(".csv", ".parquet", StringComparison.Ordinal), files.ToDictionary(f => Path.ChangeExtension(f.Key, ".parquet"), f => ParquetFiles.OfText(f.Value)), limits, sieve, isEverHeld);
        }

        (Source?, Diagnostic?) Held(string path)
        {
            if (!TableFormats.Knows(path))
            {
                return Source.Decode(path, files[path]);
            }

            var (source, content, trouble) = TableFormats.Read(path, files[path], Limits.Default);
            if (source is not null)
            {
                tables[source] = content!;
            }

            return (source, trouble);
        }

        bool IsHeld(string path) => engine is Memory || Path.GetFileNameWithoutExtension(path) == "codes" || (engine is Odd or Even or DuckDbBesideHeld && files.Keys.Order(StringComparer.Ordinal).ToList().IndexOf(path) % 2 == (engine is Even ? 0 : 1));
        (Source?, Diagnostic?) Opened(string path) => !files.ContainsKey(path) ? (null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, "there is no such file"))
            : IsHeld(path) || files[path].Length == 0 ? Held(path) : (new Source(path, "") { Bytes = () => new MemoryStream(files[path]) }, null);

        return new Verifier(new VerifierOptions
        {
            RuleFiles = [RuleFileReader.Read(new Source("rules.yaml", rules), Limits.Default)],
            UseShippedRules = false,
            Open = (path, _) => Opened(path),
            Whole = isEverHeld ? source => Held(source.Path) : null,
            TableOf = tables.GetValueOrDefault,
            RecordsOf = TableFormats.Records,
            Sieve = engine is DuckDb or DuckDbBesideHeld ? sources => (sieve ?? ((folder, all) => new DuckDbSieve(folder, all)))(Directory.CreateTempSubdirectory("pverify-").FullName, sources) : null,
            Store = engine is DuckDb or DuckDbBesideHeld ? () => new DuckDbStore(Directory.CreateTempSubdirectory("pverify-").FullName, rowsAtATime: 4) : null,
            PrefersStore = engine is DuckDb or DuckDbBesideHeld,
            ListsHolding = !files.Keys.Any(IsParquet),
            Limits = limits ?? Limits.Default,
        }).Verify([]);
    }

    /// <summary>What a run says otherwise than the run that holds all rows.</summary>
    public static IEnumerable<string> Differences(Report memory, Report other)
    {
        var (wanted, got) = (Lines(memory, memory, other), Lines(other, memory, other));
        return wanted.Except(got).Select(l => $"lacks {l}").Concat(got.Except(wanted).Select(l => $"adds {l}"))
            .Concat(!IsCut(memory, other) && got.Count == wanted.Count && got.ToHashSet().SetEquals(wanted) && !got.SequenceEqual(wanted) ? [$"has another order, first at {got[Enumerable.Range(0, got.Count).First(i => got[i] != wanted[i])]}"] : Array.Empty<string>());
    }

    /// <summary>Places whose bytes in the file are others than their words.</summary>
    public static IEnumerable<string> MisplacedBytes(Report report, IReadOnlyDictionary<string, byte[]> files) =>
        report.Findings.SelectMany(f => f.Related.Select(r => r.Place).Append(f.Place)).Distinct().Where(p => !IsParquet(p.Source.Path) && Decoded(p, files[p.Source.Path]) != p.Text).Select(p => $"has {p.Located} at other bytes than those of `{p.Text}`");

    private static string Decoded(Place place, byte[] file) =>
        place.Bytes is not var (offset, length) ? "" : (place.Source.Encoding switch { "utf-16le" => Encoding.Unicode, "utf-16be" => Encoding.BigEndianUnicode, "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!, _ => Encoding.UTF8 })
            .GetString(file, (int)offset, (int)length);

    private static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.Ordinal);

    private static bool IsCut(Report memory, Report other) => IsTold("E004", memory, other);

    private static bool IsTold(string code, Report memory, Report other) => memory.Diagnostics.Concat(other.Diagnostics).Any(d => d.Code == code);

    // Everything that a reader of the report learns. Where a search for repairs was cut short, it ended elsewhere; where a table has more wrong rows than are told, others are told; the
    // ledger knows only the figures that are held.
    private static List<string> Lines(Report report, Report memory, Report other)
    {
        var (isCut, isLong) = (IsCut(memory, other), IsTold("T014", memory, other));

        // What a database finds to hold is counted, not listed.
        var isCounted = memory.Files.Any(f => IsParquet(f.Path));
        bool IsCompared(Diagnostic d) => !(isCut && d.Code == "E004") && !(isLong && d.Code is "T001" or "T003" or "T007" or "T014");
        return
        [
            .. report.Findings.Select(f => Line(isCut ? f with { Repairs = [], Culprit = null } : f)),

            // The cells of a table that is held are read behind its rows.
            .. report.Diagnostics.Where(IsCompared).Select(d => $"{d.Code} {d.Kind} {d.Path}:{d.Position?.Line}:{d.Position?.Column} {d.Message} | {d.Help} | {d.Line}").Order(StringComparer.Ordinal),
            .. report.Checked.Where(c => !isCounted || c.Verdict == Verdict.Undecidable).Select(c => $"{c.Verdict} {c.Rule} {(c.Place is { } at ? Where(at) : "")} {c.Row}: {c.Why} {string.Join("; ", c.Steps)}"),
            .. report.Evaluated.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {e.Value}"),
            .. report.Counts.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {(isCounted ? e.Value with { HoldingLeftOut = 0 } : e.Value)}"),
            $"matched nothing: {string.Join(", ", report.MatchedNothing)}",
            $"decided nothing: {string.Join(", ", report.DecidedNothing)}",
            .. report.Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path} {f.Encoding}"),
            .. report.Files.Where(f => other.Files.Any(o => o.Path == f.Path && o.Scanned is null)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path}: {f.CheckedCount} of {f.FigureCount}"),
        ];
    }

    private static string Line(Finding f) => string.Join(
        "\n    ",
        [
            $"{f.Rule} {f.Severity} {f.Verdict} {Where(f.Place)} {f.Message} #{f.Key} {f.Row}",
            .. f.Related.Select(r => $"beside {Where(r.Place)} {r.Note}"),
            .. f.Working.Steps.Select(s => $"step {s}"),
            .. f.Repairs.Select(r => $"repair {r.Reason} {(r.Place is { } at ? Where(at) : "")} {r.IsLikely} {string.Join(", ", r.Edits.Select(e => $"{Where(e.Place)} -> {e.Text}"))}"),
            f.Culprit is { } c ? $"culprit {c.Count} {string.Join(", ", c.Places.Select(Where))} {c.Note}" : "",
        ]);

    // An offset says nothing of a file without lines.
    private static string Where(Place place) => $"{place.Source.Located(place.Span.Start)} {(place.Source.OriginOf(place.Span.Start) is null ? $"at {place.Source.FileOffset(place.Span.Start)}, byte {place.Source.ByteOffset(place.Span.Start)}" : "")} `{place.Text}`";
}
