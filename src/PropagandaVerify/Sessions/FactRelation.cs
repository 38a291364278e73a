using PropagandaVerify.Datasets;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Sessions;

/// <summary>A column of a session's relation.</summary>
/// <param name="Name">The name by which rules refer to it.</param>
/// <param name="Kind">What it holds; single values may be missing.</param>
public sealed record FactColumn(string Name, FactKind Kind)
{
    /// <summary>The finest decimal place of its numbers, at which they are rounded unless there is none.</summary>
    public int Decimals { get; init; }

    /// <summary>The unit of its numbers; null where none is stated.</summary>
    public string? Unit { get; init; }

    internal TableColumn Column => new(Name, Kind switch { FactKind.Number => CellType.Number, FactKind.Date => CellType.Date, _ => CellType.Text }, Decimals, Unit, null);

    internal FactType Type => Kind switch { FactKind.Number => FactType.Quantity, FactKind.Date => FactType.Date, _ => FactType.Text };
}

/// <summary>A relation whose facts a session holds: its name and columns.</summary>
public sealed record FactRelation(string Name, IReadOnlyList<FactColumn> Columns)
{
    /// <summary>The columns that together name a row; they are no figures.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    internal Schema Schema() => new(Name, $"The facts of {Name}.", [.. Columns.Select(c => new Column(c.Name, c.Type, $"column of {Name}") { Unit = c.Unit is null ? null : Unit.Of(c.Unit) })], isOfDraft: false) { Key = Key };
}
