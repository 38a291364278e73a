using PropagandaVerify.Facts;

namespace PropagandaVerify.Rules;

/// <summary>How the rows of one relation are found: by a hash on equalities where there are any, then by what is left of the condition.</summary>
/// <param name="Schema">The relation.</param>
/// <param name="Slot">The index of the name in its <c>for</c> or <c>with</c>.</param>
/// <param name="InnerKey">The key of a row of the relation.</param>
/// <param name="OuterKey">The key that the names bound before it give.</param>
/// <param name="Filters">Conditions that a hash cannot answer.</param>
internal sealed record Access(Schema Schema, int Slot, IReadOnlyList<Bound> InnerKey, IReadOnlyList<Bound> OuterKey, IReadOnlyList<Bound> Filters)
{
    public bool IsHashed => InnerKey.Count > 0;

    /// <summary>Whether the filters read rows of the relation alone, so that tuples with one key share what is left.</summary>
    public bool FiltersRowsAlone { get; init; }

    /// <summary>Of the rows that fit, only those with the greatest inner value below the outer one belong; null where all do.</summary>
    public (Bound Inner, Bound Outer)? Previous { get; init; }
}

/// <summary>A figure column that the verdict of a rule depends on.</summary>
internal sealed record FigureUse(bool IsGroup, int Slot, int Column);

/// <summary>A rule as a plan over known relations.</summary>
internal sealed record CompiledRule
{
    public required Rule Rule { get; init; }

    /// <summary>One access a name of <c>for</c>, in order; each may use the names before it.</summary>
    public required IReadOnlyList<Access> For { get; init; }

    public required IReadOnlyList<Access> With { get; init; }

    /// <summary>Conditions of <c>where</c> that read groups or lets, asked last.</summary>
    public required IReadOnlyList<Bound> Conditions { get; init; }

    public required Bound Check { get; init; }

    /// <summary>The relation that it derives, and what each column holds; null for a rule that checks.</summary>
    public (Schema Schema, IReadOnlyList<Bound> Columns)? Derived { get; init; }

    /// <summary>How many tuples it is about, by estimate; so many rows it derives.</summary>
    public long Tuples { get; init; }

    public required int LetCount { get; init; }

    /// <summary>Every bound expression, for working out how a verdict came about.</summary>
    public required IReadOnlyDictionary<Expression, Bound> Bound { get; init; }

    public required IReadOnlyDictionary<string, (bool IsGroup, int Slot, Schema Schema)> Names { get; init; }

    public required IReadOnlyList<FigureUse> Figures { get; init; }

    /// <summary>Every column that it reads, those of joins and conditions included.</summary>
    public required IReadOnlyList<FigureUse> Reads { get; init; }

    /// <summary>The figures that are in doubt once it fails, so that no other rule builds on them.</summary>
    public required IReadOnlyList<FigureUse> Blocks { get; init; }

    /// <summary>The columns whose correction may make it hold, likeliest first.</summary>
    public required IReadOnlyList<FigureUse> Repairs { get; init; }

    /// <summary>Whether it reads anything of a draft; else it is evaluated once for the datasets.</summary>
    public required bool IsOfDraft { get; init; }

    public IEnumerable<Schema> Relations => For.Concat(With).Select(a => a.Schema);

    public Frame NewFrame(Row? document) => new(For.Count, With.Count, LetCount) { Document = document };
}
