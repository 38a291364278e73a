using PropagandaVerify.Datasets;
using PropagandaVerify.Engine;
using PropagandaVerify.States;
using PropagandaVerify.Text;

namespace PropagandaVerify;

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

    /// <summary>The rows that are new or differ, by their numbers in the state now.</summary>
    internal RowNumbers Touched { get; init; } = new();

    /// <summary>Compares two states of a dataset; one that was not there before, or is gone, has no rows.</summary>
    /// <param name="store">Begins a store for rows that are too many to be held; null where none is lent.</param>
    /// <returns>The change, or why their rows could not be compared.</returns>
    public static (DatasetChange? Change, Diagnostic? Diagnostic) Of(DatasetState? before, DatasetState? now, Func<RowStore>? store, Limits limits)
    {
        var one = now ?? before ?? throw new ArgumentException("one of the two states must be there", nameof(now));
        var (old, current) = (before?.Header ?? one.Header, one.Header);
        List<string> common = [.. current.Where(old.Contains)];
        var key = one.Key.Count > 0 && one.Key.All(common.Contains) ? one.Key : [];
        IReadOnlyList<string> by = key.Count > 0 ? key : common;
        List<string> compared = [.. common.Except(by)];
        var changes = new RowChanges(by, compared, MostListed);
        try
        {
            using NamedRows rowsBefore = before is null ? new NoRows() : new TableRows(before.Table, by, compared);
            using NamedRows rowsNow = now is null ? new NoRows() : new TableRows(now.Table, by, compared);
            new RowPairs(changes, store, limits, Math.Max(before?.Rows ?? 0, now?.Rows ?? 0)).Of(rowsBefore, rowsNow);
            return (new DatasetChange
            {
                Name = one.Name,
                Path = one.Path,
                Key = key,
                RowsBefore = rowsBefore.Number + 1,
                RowsNow = rowsNow.Number + 1,
                AddedCount = changes.AddedCount,
                RemovedCount = changes.RemovedCount,
                ChangedCount = changes.ChangedCount,
                Added = changes.Added,
                Removed = changes.Removed,
                Columns = changes.Columns,
                AddedColumns = before is null || now is null ? [] : [.. current.Except(old)],
                RemovedColumns = before is null || now is null ? [] : [.. old.Except(current)],
                Touched = changes.Touched,
            }, null);
        }
        catch (BoundException e)
        {
            return (null, Uncompared(one.Path, e.Message, store is null ? "lend a store, split the file, or keep the order of its rows" : "declare a `key` that tells its rows apart, or split the file"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Uncompared(one.Path, e.Message, "check both files, and that there is room for temporary files"));
        }
    }

    internal static Diagnostic Uncompared(string path, string why, string help) =>
        Diagnostic.OfFile(path, "G005", DiagnosticKind.Incomplete, $"its rows were not compared with those of the former state, so all of them count as changed: {why}", help);
}
