using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Repairs;

/// <summary>A written value that may be wrong: all rows that read it from one place share it.</summary>
internal sealed class Mention : IEquatable<Mention>
{
    // A source; of an excerpt the path of its file, since several may be made of one.
    private readonly object? file;
    private readonly string? stretch;
    private readonly long start;
    private readonly int length;
    private readonly int kind;

    /// <summary>The value of a column of a row.</summary>
    public Mention(Row row, int column)
    {
        Row = row;
        Column = column;
        if (row.PlaceOf(column) is { } place)
        {
            // One place may hold a date and the number of its weekday, and a figure beside what follows from it.
            (file, start, length, kind) = (place.Source, place.Span.Start, place.Span.Length, row.Schema.Columns[column].Derivation is not null ? -1 : (int)row.Schema.Columns[column].Type);
            if (place.Source.Lines.Count > 0)
            {
                file = place.Source.Path;
                (stretch, start) = place.Source.InFile(place.Span.Start);
            }
        }
        else
        {
            (start, length, kind) = (row.Identity, column, -2);
        }
    }

    public Row Row { get; }

    public int Column { get; }

    public Place? Place => Row.PlaceOf(Column);

    /// <summary>Its number; 0 for what is no number.</summary>
    public Rational Value => Row.Values[Column] is Value.Number n ? n.Quantity.Value : 0;

    public bool Equals(Mention? other) => other is not null && start == other.start && length == other.length && kind == other.kind && stretch == other.stretch && (ReferenceEquals(file, other.file) || (file is string path && path.Equals(other.file)));

    public override bool Equals(object? obj) => Equals(obj as Mention);

    public override int GetHashCode() => HashCode.Combine(start, length, kind);
}
