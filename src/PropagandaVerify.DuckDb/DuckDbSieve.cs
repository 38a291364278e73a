using System.Buffers;
using PropagandaVerify.Scans;
using PropagandaVerify.Text;

namespace PropagandaVerify.DuckDb;

/// <summary>Looks through Parquet files with SQL. What it finds stands in tables of its own database, which spill where memory does not suffice.</summary>
public sealed class DuckDbSieve : RowSieve
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    // What makes a path a pattern of paths.
    private static readonly SearchValues<char> Pattern = SearchValues.Create("*?[]{}");

    private readonly Dictionary<Source, string> paths = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Source, SieveTable?> opened = new(ReferenceEqualityComparer.Instance);
    private readonly List<DatabaseTable> tables = [];
    private readonly Database database;
    private Sifter? sifter;

    /// <param name="folder">A folder for the database alone; it is deleted with it.</param>
    /// <param name="sources">The tables of the run; those that are no Parquet files are left alone.</param>
    /// <param name="memory">How much memory the database may take, such as <c>1GB</c>.</param>
    public DuckDbSieve(string folder, IReadOnlyList<Source> sources, string memory = "1GB")
    {
        foreach (var source in sources)
        {
            if (FileOf(source, Path.Combine(folder, SqlText.Of($"table{paths.Count}.parquet"))) is { } path)
            {
                paths.Add(source, path);
            }
        }

        database = new Database(folder, memory, [.. paths.Values]);
    }

    public override bool Knows(Source source) => paths.ContainsKey(source);

    public override SieveTable? Open(Source source, IReadOnlyList<string> missing)
    {
        // Rows are derived before rules are evaluated, and a file does not change between.
        if (!opened.TryGetValue(source, out var table))
        {
            opened.Add(source, table = Opened(source, missing));
        }

        return table;
    }

    private SieveTable? Opened(Source source, IReadOnlyList<string> missing)
    {
        if (Database.Told(() => ParquetColumns.Of(database, paths[source], tables.Count, missing)) is not var (columns, table))
        {
            return null;
        }

        tables.Add(columns);
        return table;
    }

    public override SieveTable Hold(IReadOnlyList<SieveColumn> columns, IReadOnlyList<string?[]> rows) => Database.Told(() =>
    {
        var (held, table) = HeldRows.Of(database, tables.Count, columns, rows);
        tables.Add(held);
        return table;
    });

    public override Sieved Sift(SievePlan plan) => Database.Told(() =>
    {
        sifter = new Sifter(database, tables, plan);
        return sifter.Sift();
    });

    public override void Link(IReadOnlyList<IReadOnlyCollection<int>> rows) => Database.Told(() =>
    {
        sifter!.Link(rows);
        return 0;
    });

    public override IEnumerable<SievedRow> Rows(int table) => sifter!.Rows(table);

    public override IEnumerable<(int Row, int First)> Repeated(SievedTable table, IReadOnlyList<Term> key) => Sifter.Repeated(database, tables[table.Table.Id], table, key);

    public override void Dispose() => database.Dispose();

    // The path of a file that can be named in a statement; other bytes are copied.
    private static string? FileOf(Source source, string copy)
    {
        if (source.Bytes is not { } open)
        {
            return null;
        }

        using var bytes = open();
        var start = new byte[Magic.Length];
        if (bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(Magic))
        {
            return null;
        }

        if (bytes is FileStream { Name: var name } && !name.AsSpan().ContainsAny(Pattern))
        {
            return name;
        }

        using var file = File.Create(copy);
        file.Write(start);
        bytes.CopyTo(file);
        return copy;
    }
}
