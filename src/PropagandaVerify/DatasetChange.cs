using System.Collections.Immutable;
using PropagandaVerify.Datasets;

namespace PropagandaVerify;

/// <summary>A dataset in one of the two states that are compared.</summary>
/// <param name="Name">The relation that it is.</param>
/// <param name="Path">Its file.</param>
/// <param name="Key">The columns that together name a row; none where none is declared.</param>
/// <param name="Content">Its columns and records.</param>
public sealed record DatasetState(string Name, string Path, IReadOnlyList<string> Key, TableContent Content);

/// <summary>A cell whose row is there in both states and that holds something else now.</summary>
/// <param name="Row">The row in words: the columns of its key and their values.</param>
public sealed record CellChange(string Row, string Before, string Now);

/// <summary>The cells of a column that hold something else now.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Cells">The first of them, in the order of the rows.</param>
public sealed record ColumnChange(string Column, int Count, IReadOnlyList<CellChange> Cells);

/// <summary>How the rows of a dataset differ between two states: by the key that its declaration names, else by whole rows.</summary>
public sealed record DatasetChange
{
    /// <summary>The most rows and cells that each list holds; the counts beside them are true.</summary>
    public const int MostListed = 1_000;

    private const char Next = '\0';

    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary>The columns that rows are known by; none where whole rows are compared.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public required int RowsBefore { get; init; }

    public required int RowsNow { get; init; }

    public int AddedCount { get; init; }

    public int RemovedCount { get; init; }

    /// <summary>How many rows are there in both states and differ.</summary>
    public int ChangedCount { get; init; }

    /// <summary>The first of the rows that are new, in words.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>The first of the rows that are gone.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>The columns in which rows differ.</summary>
    public IReadOnlyList<ColumnChange> Columns { get; init; } = [];

    public IReadOnlyList<string> AddedColumns { get; init; } = [];

    public IReadOnlyList<string> RemovedColumns { get; init; } = [];

    /// <summary>Whether the two states say the same.</summary>
    public bool IsEmpty => AddedCount + RemovedCount + ChangedCount + AddedColumns.Count + RemovedColumns.Count == 0;

    /// <summary>Where the records begin that are new or differ, in the state now.</summary>
    internal IReadOnlySet<int> Touched { get; init; } = ImmutableHashSet<int>.Empty;

    /// <summary>Compares two states of a dataset; one that was not there before, or is gone, has no rows.</summary>
    public static DatasetChange Of(DatasetState? before, DatasetState? now)
    {
        var one = now ?? before ?? throw new ArgumentException("one of the two states must be there", nameof(now));
        var (old, current) = (before?.Content ?? Empty(one), now?.Content ?? Empty(one));
        var common = current.Header.Where(old.Header.Contains).ToList();
        var key = one.Key.Count > 0 && one.Key.All(common.Contains) ? one.Key : [];
        var (oldRows, rows) = (new Rows(old, key.Count > 0 ? key : common), new Rows(current, key.Count > 0 ? key : common));
        var former = oldRows.ByName();
        var (added, touched) = (new List<string>(), new HashSet<int>());
        var cells = common.Except(key).ToDictionary(c => c, _ => (Count: 0, Cells: new List<CellChange>()), StringComparer.Ordinal);
        IReadOnlyList<string> compared = key.Count > 0 ? [.. cells.Keys] : [];
        var (addedCount, changedCount) = (0, 0);
        foreach (var (name, record) in rows.Named())
        {
            if (!former.Remove(name, out var was))
            {
                addedCount++;
                touched.Add(record.Span.Start);
                List(added, rows.Told(record));
                continue;
            }

            var differs = false;
            foreach (var column in compared)
            {
                if (oldRows.Cell(was, column) is var then && rows.Cell(record, column) is var value && then != value)
                {
                    differs = true;
                    var (count, listed) = cells[column];
                    cells[column] = (count + 1, listed);
                    List(listed, new CellChange(rows.Told(record), then, value));
                }
            }

            changedCount += differs ? 1 : 0;
            if (differs)
            {
                touched.Add(record.Span.Start);
            }
        }

        return new DatasetChange
        {
            Name = one.Name,
            Path = one.Path,
            Key = key,
            RowsBefore = old.Records.Count,
            RowsNow = current.Records.Count,
            AddedCount = addedCount,
            RemovedCount = former.Count,
            ChangedCount = changedCount,
            Added = added,
            Removed = [.. former.Values.OrderBy(r => r.Span.Start).Take(MostListed).Select(oldRows.Told)],
            Columns = [.. common.Where(c => cells.TryGetValue(c, out var change) && change.Count > 0).Select(c => new ColumnChange(c, cells[c].Count, cells[c].Cells))],
            AddedColumns = before is null || now is null ? [] : [.. current.Header.Except(old.Header)],
            RemovedColumns = before is null || now is null ? [] : [.. old.Header.Except(current.Header)],
            Touched = touched,
        };
    }

    private static TableContent Empty(DatasetState like) => new(like.Content.Header, []);

    private static void List<T>(List<T> listed, T one)
    {
        if (listed.Count < MostListed)
        {
            listed.Add(one);
        }
    }

    // Of rows that share a name the first of one state is that of the other, and so on.
    private sealed class Rows(TableContent content, IReadOnlyList<string> by)
    {
        private readonly Dictionary<string, int> indexes = content.Header.Select((h, i) => (h, i)).DistinctBy(c => c.h).ToDictionary(c => c.h, c => c.i, StringComparer.Ordinal);

        public IEnumerable<((string, int) Name, TableRecord Record)> Named()
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var record in content.Records)
            {
                var name = string.Join(Next, by.Select(c => Cell(record, c)));
                yield return ((name, seen[name] = seen.GetValueOrDefault(name) + 1), record);
            }
        }

        public Dictionary<(string, int), TableRecord> ByName() => Named().ToDictionary(r => r.Name, r => r.Record);

        public string Cell(TableRecord record, string column) => indexes[column] is var i && i < record.Fields.Count ? record.Fields[i].Trim() : "";

        public string Told(TableRecord record) => string.Join(", ", by.Select(c => $"{c}={Cell(record, c)}"));
    }
}
