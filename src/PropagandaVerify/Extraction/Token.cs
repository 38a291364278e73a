using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

internal enum TokenKind : byte
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or a mark of a draft.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Span">Its place; characters of markup inside it are part of it.</param>
/// <param name="Folded">Its folded text, shared between equal words.</param>
/// <param name="SpaceBefore">Whether a space or a line break stands before it.</param>
/// <param name="IsCapital">Whether it is a word that begins with a capital letter.</param>
/// <param name="Numeral">What the digits can mean, for a number.</param>
internal sealed record Token(TokenKind Kind, TextSpan Span, string Folded, bool SpaceBefore, bool IsCapital, Numeral? Numeral = null)
{
    public bool Is(string folded) => Folded == folded;
}

/// <summary>What a run of digits can mean.</summary>
/// <param name="Value">The likeliest value.</param>
/// <param name="Decimals">Digits after the decimal mark.</param>
/// <param name="Alternative">A second reading, where the mark may be one of thousands or of decimals.</param>
/// <param name="IsGrouped">Whether marks of thousands were written.</param>
/// <param name="IsIdentifier">Whether it is no figure at all: a version, an address, a number too long.</param>
internal sealed record Numeral(decimal Value, int Decimals, (decimal Value, int Decimals)? Alternative, bool IsGrouped, bool IsIdentifier)
{
    public static Numeral Identifier { get; } = new(0, 0, null, false, true);

    /// <summary>The place value of the last written digit.</summary>
    public decimal Place => PlaceOf(Decimals);

    public static decimal PlaceOf(int decimals)
    {
        var place = 1m;
        for (var i = 0; i < decimals; i++)
        {
            place /= 10;
        }

        return place;
    }
}
