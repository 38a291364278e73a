using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Repairs;

/// <summary>A written value that may be wrong: all rows that read it from one place share it.</summary>
internal sealed class Mention : IEquatable<Mention>
{
    private readonly Source? source;
    private readonly TextSpan span;
    private readonly int kind;

    /// <summary>The value of a column of a row.</summary>
    public Mention(Row row, int column)
    {
        Row = row;
        Column = column;
        if (row.PlaceOf(column) is { } place)
        {
            // One place may hold a date and the number of its weekday, and a figure beside what follows from it.
            (source, span, kind) = (place.Source, place.Span, row.Schema.Columns[column].Derivation is not null ? -1 : (int)row.Schema.Columns[column].Type);
        }
        else
        {
            (span, kind) = (new TextSpan(row.Identity, column), -2);
        }
    }

    public Row Row { get; }

    public int Column { get; }

    public Place? Place => Row.PlaceOf(Column);

    /// <summary>Its number; 0 for what is no number.</summary>
    public Rational Value => Row.Values[Column] is Value.Number n ? n.Quantity.Value : 0;

    public bool Equals(Mention? other) => other is not null && ReferenceEquals(source, other.source) && span == other.span && kind == other.kind;

    public override bool Equals(object? obj) => Equals(obj as Mention);

    public override int GetHashCode() => HashCode.Combine(span, kind);
}
