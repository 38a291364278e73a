namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>What a cell of a stated row must hold.</summary>
internal abstract record Stated
{
    public sealed record Number(decimal Value) : Stated;

    public sealed record Day(DateOnly Value) : Stated;

    public sealed record Words(string Value) : Stated;

    public sealed override string ToString() => this switch
    {
        Number n => n.Value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
        Day d => d.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Words w => w.Value,
        _ => "",
    };
}

/// <summary>A row that must come out of an instance.</summary>
internal sealed record StatedRow(string Relation, IReadOnlyList<(string Column, Stated Cell)> Cells)
{
    public override string ToString() => $"{Relation}: {string.Join(", ", Cells.Select(c => $"{c.Column} {c.Cell}"))}";
}

/// <summary>A template filled once.</summary>
internal sealed record Instance(Template Template, string Language, string Text, IReadOnlyList<StatedRow> Rows);
