using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

internal enum TokenKind : byte
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or a mark of a draft.</summary>
internal readonly struct Token(TokenKind kind, TextSpan span, Word word, bool spaceBefore, bool isCapital, Numeral? numeral = null)
{
    private readonly Word? word = word;

    public TokenKind Kind { get; } = kind;

    /// <summary>Whether a space or a line break stands before it.</summary>
    public bool SpaceBefore { get; } = spaceBefore;

    /// <summary>Whether it is a word that begins with a capital letter.</summary>
    public bool IsCapital { get; } = isCapital;

    /// <summary>Its place; characters of markup inside it are part of it.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>What the digits can mean, for a number.</summary>
    public Numeral? Numeral { get; } = numeral;

    /// <summary>The word or mark; <see cref="Word.None"/> for a number.</summary>
    public Word Word => word ?? Word.None;

    /// <summary>Its folded text; empty for a number.</summary>
    public string Folded => Word.Text;

    public int Length => Span.Length;

    public bool Is(string folded) => Word.Text == folded;
}

/// <summary>What a run of digits can mean.</summary>
/// <param name="Value">The likeliest value.</param>
/// <param name="Decimals">Digits after the decimal mark.</param>
/// <param name="Alternative">A second reading, where the mark may be one of thousands or of decimals.</param>
/// <param name="IsGrouped">Whether marks of thousands were written.</param>
/// <param name="IsIdentifier">Whether it is no figure at all: a version, an address, a number too long.</param>
internal sealed record Numeral(decimal Value, int Decimals, (decimal Value, int Decimals)? Alternative, bool IsGrouped, bool IsIdentifier)
{
    private static readonly decimal[] Places = [.. Enumerable.Range(0, 29).Select(Place10)];

    /// <summary>Whether it begins with a zero, as parts of telephone numbers, dates and times do.</summary>
    public bool LeadsWithZero { get; init; }

    public static Numeral Identifier { get; } = new(0, 0, null, false, true);

    /// <summary>The place value of the last written digit.</summary>
    public decimal Place => PlaceOf(Decimals);

    public static decimal PlaceOf(int decimals) => Places[decimals];

    private static decimal Place10(int decimals)
    {
        var place = 1m;
        for (var i = 0; i < decimals; i++)
        {
            place /= 10;
        }

        return place;
    }
}
