namespace PropagandaVerify.Benchmarks.Quality;

/// <summary>The templates of one language, with the typographies in which its texts are written.</summary>
internal sealed record Corpus
{
    public required string Language { get; init; }

    /// <summary>What may stand between groups of three digits.</summary>
    public required IReadOnlyList<string> GroupMarks { get; init; }

    public required string DecimalMark { get; init; }

    public required IReadOnlyDictionary<decimal, string> NumberWords { get; init; }

    public required IReadOnlyList<string> PercentForms { get; init; }

    /// <summary>By currency code, then by scale.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<decimal, IReadOnlyList<string>>> MoneyForms { get; init; }

    public required IReadOnlyDictionary<decimal, IReadOnlyList<string>> ScaledForms { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> UnitForms { get; init; }

    public required IReadOnlyList<string> DateForms { get; init; }

    public required IReadOnlyList<string> DayForms { get; init; }

    /// <summary>January first.</summary>
    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>Monday first.</summary>
    public required IReadOnlyList<string> Weekdays { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Fill { get; init; }

    public required IReadOnlyList<Template> Templates { get; init; }
}

/// <summary>A text with slots, and the rows that must come out of it whatever fills them.</summary>
/// <param name="Silent">Relations that must give no row but the stated ones.</param>
internal sealed record Template(string Id, string Text, DateOnly Published, bool IsMarkdown, IReadOnlyList<Slot> Slots, IReadOnlyList<RowPattern> Rows, IReadOnlyList<string> Silent)
{
    /// <summary>The relations of which every extracted row is compared.</summary>
    public IReadOnlyList<string> Judged { get; } = [.. Rows.Select(r => r.Relation).Concat(Silent).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>A row that a template states: a slot's name or a literal for each column that is compared.</summary>
internal sealed record RowPattern(string Relation, IReadOnlyList<(string Column, string Cell)> Cells);

/// <summary>How a number is written.</summary>
internal enum NumberForm
{
    Int,
    Words,
    Decimal,
    Percent,
    Money,
    Scaled,
    Unit,
}

/// <summary>What fills one gap of a template.</summary>
internal abstract record Slot(string Name)
{
    /// <param name="Sign">A currency code or the sign of a unit; empty for other forms.</param>
    /// <param name="Low">The least value, in <paramref name="Scale"/>.</param>
    /// <param name="Value">How it follows from other slots, in units; null when it is drawn.</param>
    public sealed record Number(string Name, NumberForm Form, string Sign, decimal Scale, int Decimals, decimal Low, decimal High, Formula? Value) : Slot(Name);

    /// <summary>A day drawn from a span.</summary>
    public sealed record Drawn(string Name, bool HasYear, DateOnly From, DateOnly To) : Slot(Name);

    /// <summary>A day that follows from another one.</summary>
    public sealed record Moved(string Name, bool HasYear, string Of, Formula By, string Unit) : Slot(Name);

    public sealed record Weekday(string Name, string Of) : Slot(Name);

    public sealed record Filler(string Name, string Kind) : Slot(Name);
}
