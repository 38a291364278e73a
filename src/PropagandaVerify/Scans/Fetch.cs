using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Scans;

/// <summary>The records and groups of scanned tables that are wanted, and their rows once they were fetched.</summary>
/// <param name="most">Most rows to fetch; of a group that goes beyond it the first few are.</param>
internal sealed class Fetch(IReadOnlyDictionary<string, TableScan> scans, int most)
{
    private const int MostOfLarge = 20;

    private readonly Dictionary<string, HashSet<int>> records = new(StringComparer.Ordinal);
    private readonly Dictionary<Grouping, (string Table, Dictionary<int, int> Most)> groups = [];
    private long wanted;
    private long given;

    /// <summary>Whether so many rows are wanted that no more findings can be shown.</summary>
    public bool IsFull => wanted >= most;

    /// <summary>Whether something is wanted that the rows of the last fetch do not have.</summary>
    public bool IsMore => wanted > given;

    /// <summary>Wants a record of a table.</summary>
    public void Want(string table, int record)
    {
        if (!records.TryGetValue(table, out var of))
        {
            records.Add(table, of = []);
        }

        wanted += of.Add(record) ? 1 : 0;
    }

    /// <summary>Wants the rows of a group.</summary>
    public void Want(GroupUse use, int group)
    {
        if (!groups.TryGetValue(use.Grouping, out var of))
        {
            groups.Add(use.Grouping, of = (use.Schema.Name, []));
        }

        var rows = use.Grouping.RowsOf(group);
        var taken = rows > most / 2 ? MostOfLarge : rows;
        wanted += of.Most.TryAdd(group, taken) ? taken : 0;
    }

    /// <summary>Whether of a group only the first rows are fetched.</summary>
    public bool IsCut(GroupUse use, int group) => groups.TryGetValue(use.Grouping, out var of) && of.Most.TryGetValue(group, out var taken) && taken < use.Grouping.RowsOf(group);

    /// <summary>Reads the tables once more and makes rows of what is wanted.</summary>
    public IReadOnlyDictionary<string, FetchedTable> Rows(RowFactory factory)
    {
        given = wanted;
        return scans.ToDictionary(s => s.Key, s => Rows(s.Key, s.Value, factory), StringComparer.Ordinal);
    }

    /// <summary>The numbers of what is wanted, the rows of groups included.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<int>> Numbers() => scans.ToDictionary(s => s.Key, s => (IReadOnlySet<int>)NumbersOf(s.Key, s.Value), StringComparer.Ordinal);

    private HashSet<int> NumbersOf(string name, TableScan scan)
    {
        var own = groups.Where(g => g.Value.Table == name).Select(g => (Grouping: g.Key, Left: g.Value.Most.ToDictionary())).ToList();
        var wantedRecords = records.GetValueOrDefault(name)?.ToHashSet() ?? [];
        if (own.Count > 0)
        {
            scan.Again(batch => Members(batch, own, wantedRecords));
        }

        return wantedRecords;
    }

    private FetchedTable Rows(string name, TableScan scan, RowFactory factory)
    {
        var table = scan.Origin;
        var found = scan.Collect(NumbersOf(name, scan));
        var source = Excerpt.Of(table.Source, table.Encoding, [.. found.Select(f => f.Text)]);
        var held = new List<TableRecord>(found.Count);
        var start = 0;
        foreach (var (_, fields, text) in found)
        {
            var at = start;
            held.Add(new TableRecord(fields, [.. text.Spans.Select(s => new TextSpan(at + s.Start, at + s.End))], new TextSpan(at + text.Span.Start, at + text.Span.End)));
            start += text.Text.Length + 1;
        }

        var (relation, figures, _) = TableFacts.Of(new Table(source, table.Declaration, table.Columns, held, table.DecimalMark, []), table.Schema, factory);
        return new FetchedTable(relation, figures, found.Zip(relation.Rows).ToDictionary(p => p.First.Number, p => p.Second));
    }

    // The records of a batch that belong to groups wanted.
    private static void Members(Batch batch, List<(Grouping Grouping, Dictionary<int, int> Left)> groups, HashSet<int> members)
    {
        foreach (var (grouping, left) in groups)
        {
            grouping.Assign(batch, isAdded: false);
            for (var i = 0; i < batch.Count; i++)
            {
                if (left.TryGetValue(grouping.Groups[i], out var more) && more > 0)
                {
                    left[grouping.Groups[i]] = more - 1;
                    members.Add(batch.NumberOf(i));
                }
            }
        }
    }
}

/// <summary>The rows of a table that were fetched.</summary>
/// <param name="Figures">The ledger's numbers of their figures.</param>
/// <param name="ByNumber">The rows by the number of their record.</param>
internal sealed record FetchedTable(Relation Relation, IReadOnlyList<int> Figures, IReadOnlyDictionary<int, Row> ByNumber);
