using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>A record of a table: its fields as values and as places in the file.</summary>
/// <param name="Fields">The values, one for each column of the header; a record that does not fit its header has more or fewer.</param>
/// <param name="Spans">Where they stand.</param>
/// <param name="Span">Where the whole record stands.</param>
public sealed record TableRecord(IReadOnlyList<string> Fields, IReadOnlyList<TextSpan> Spans, TextSpan Span);

/// <summary>A dataset as its file gives it, before its columns have types.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Records">The records in the order of the file.</param>
public sealed record TableContent(IReadOnlyList<string> Header, IReadOnlyList<TableRecord> Records)
{
    /// <summary>The sign in front of decimals, where the format fixes it.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>What parts the fields of a record, where fields are parted by a sign.</summary>
    public char? Delimiter { get; init; }

    /// <summary>What is wrong with single records, which were left out.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
