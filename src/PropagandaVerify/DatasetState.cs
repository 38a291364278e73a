using PropagandaVerify.Datasets;
using PropagandaVerify.Scans;

namespace PropagandaVerify;

/// <summary>A dataset in one of the two states that are compared: its file and how that is read, so that its rows can be gone through again.</summary>
public sealed record DatasetState
{
    internal DatasetState(ScanTable table, int rows) => (Table, Rows) = (table, rows);

    /// <summary>The relation that it is.</summary>
    public string Name => Table.Declaration.Name;

    /// <summary>Its file.</summary>
    public string Path => Table.Source.Path;

    /// <summary>The columns that together name a row; none where none is declared.</summary>
    public IReadOnlyList<string> Key => Table.Declaration.Key;

    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Header => [.. Table.Columns.Select(c => c.Name)];

    /// <summary>How many rows it has.</summary>
    public int Rows { get; }

    /// <summary>Its columns and records where these are held; null where it is read record by record.</summary>
    public TableContent? Content => Table.Held is { } held ? new TableContent(Header, held.Records) : null;

    internal ScanTable Table { get; }
}
