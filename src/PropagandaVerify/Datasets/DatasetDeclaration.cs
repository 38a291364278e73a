using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>A dataset as a rules file declares it, or as the command line names it.</summary>
public sealed record DatasetDeclaration
{
    /// <summary>The relation's name.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the file, as given.</summary>
    public required string Path { get; init; }

    /// <summary>The columns that together name a row; they are no figures.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Types and units that override what the values suggest.</summary>
    public IReadOnlyDictionary<string, ColumnDeclaration> Columns { get; init; } = new Dictionary<string, ColumnDeclaration>();

    /// <summary>What a cell holds instead of a value, beside empty cells, <c>NA</c>, <c>-</c> and the like.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What parts the fields of a CSV file; null where the file tells.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sign in front of decimals; null where the file tells.</summary>
    public char? DecimalMark { get; init; }

    internal bool IsAbsent(ReadOnlySpan<char> text)
    {
        if (Cell.IsAbsent(text))
        {
            return true;
        }

        foreach (var missing in Missing)
        {
            if (text.Trim().SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the rules file declares it; null for the command line.</summary>
    internal (Source Source, TextSpan Span)? Declared { get; init; }

    internal IReadOnlyDictionary<string, TextSpan> Spans { get; init; } = new Dictionary<string, TextSpan>();
}

/// <summary>What a rules file says of a column: <c>number</c>, <c>integer</c>, <c>text</c> or <c>date</c>, and its unit.</summary>
public sealed record ColumnDeclaration(string? Type, string? Unit);
