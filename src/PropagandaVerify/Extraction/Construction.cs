using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>What may fill a slot of a construction.</summary>
internal enum SlotType
{
    /// <summary>Any figure.</summary>
    Any,

    /// <summary>A figure that is no percentage.</summary>
    Amount,

    /// <summary>A figure that is no percentage, or a number that is no figure by itself.</summary>
    Quantity,

    /// <summary>A number that leaves out what it counts ("12 in towns"), or one that is no figure by itself.</summary>
    Bare,
    Money,
    Percent,

    /// <summary>Percentage points, or points beside percentages.</summary>
    Points,

    /// <summary>A span of time: "trois jours".</summary>
    Time,

    /// <summary>A number of years.</summary>
    Years,

    /// <summary>Things counted one by one: "5.19 children", no measures, money or spans of time.</summary>
    Counted,

    /// <summary>A whole number in digits or words, whatever it counts.</summary>
    Numeral,

    /// <summary>A numeral of at most twenty ("4 von 7"), for what is told of few.</summary>
    Small,

    /// <summary>A number in words, or in digits with decimals or without.</summary>
    Decimal,

    /// <summary>A time of day: "18 h 30", "6.40pm".</summary>
    Clock,

    /// <summary>A time of day, or a bare number that is one by what stands behind it: "de 9 à 18 h".</summary>
    Hour,

    /// <summary>A length in hours and minutes.</summary>
    Lasting,

    /// <summary>A range of figures; its ends fill the columns low and high.</summary>
    Spread,
    Date,

    /// <summary>A date or range of dates that is neither counted from publication nor a decade or century.</summary>
    Dated,

    /// <summary>A date of <see cref="Dated"/> whose year is written: "from August to May" goes round the year.</summary>
    Yeared,

    /// <summary>One day by its number and month.</summary>
    Day,

    /// <summary>Days, weeks, months or years counted from publication: "hier", "l'an dernier".</summary>
    Relative,

    /// <summary>A decade or a century.</summary>
    Era,

    /// <summary>A range of dates; its ends fill the columns start and end, or those of a life.</summary>
    Range,
}

internal static class SlotTypes
{
    /// <summary>The type as one bit of a set of types.</summary>
    public static uint Bit(this SlotType type) => 1u << (int)type;
}

/// <summary>One element of a construction.</summary>
internal abstract record Element
{
    private Element()
    {
    }

    /// <summary>One of several phrases, longest first.</summary>
    public sealed record Words(Word[][] Phrases, bool IsOptional) : Element;

    /// <summary>A phrase of a class of the lexicon; its meaning becomes an attribute of the mention, named after the class.</summary>
    public sealed record Class(string Name, PhraseTable<string> Phrases) : Element;

    /// <param name="Name">The column that it fills.</param>
    /// <param name="Index">Its place among the slots of the relation.</param>
    /// <param name="Type">What may fill it.</param>
    public sealed record Slot(string Name, int Index, SlotType Type) : Element;

    /// <summary>The noun that the figure in an earlier slot counts, as in "12 matches … 900 a match".</summary>
    /// <param name="Index">The place of that slot among those of the relation.</param>
    public sealed record CountedNoun(int Index) : Element;

    /// <summary>Any few words without a figure, a parenthesis or the end of a clause.</summary>
    /// <param name="Longest">Most tokens.</param>
    /// <param name="Commas">Whether commas may be among them.</param>
    public sealed record Gap(int Longest, bool Commas) : Element;
}

/// <summary>A way in which a language says a relation between figures: words, slots and gaps in order.</summary>
/// <param name="Relation">The relation that it gives a row of.</param>
/// <param name="Elements">What stands one behind the other.</param>
/// <param name="Attributes">Columns whose value follows from the construction itself, such as a direction.</param>
/// <param name="IsDecoy">Whether it looks like the relation and is none: its figures are taken out of reach of the others.</param>
/// <param name="Next">What gives a further row right behind, as often as it comes again ("6-4, 7-5"); none for most.</param>
internal sealed record Construction(string Relation, Element[] Elements, IReadOnlyDictionary<string, string> Attributes, bool IsDecoy, Element[][] Next)
{
    public int Slots { get; } = Elements.Count(e => e is Element.Slot);

    /// <summary>The types of its slots, one bit each.</summary>
    public uint SlotTypes { get; } = Elements.OfType<Element.Slot>().Aggregate(0u, (types, s) => types | s.Type.Bit());

    /// <summary>The type of the slot that it begins with, as a bit; 0 where it begins with a word.</summary>
    public uint FirstType { get; } = Elements[0] is Element.Slot first ? first.Type.Bit() : 0;

    /// <summary>Whether it goes before others with as many slots.</summary>
    public bool Outranks { get; init; }
}

/// <summary>A construction found in a draft.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Span">From its first to its last token.</param>
/// <param name="Figures">The figures in its slots, by column.</param>
/// <param name="Dates">The dates in its slots, by column.</param>
/// <param name="Attributes">The columns that its words decide, with the place of the words where they have one.</param>
internal sealed record ConstructionMention(
    string Relation, TextSpan Span, IReadOnlyList<(string Column, Figure Figure)> Figures, IReadOnlyList<(string Column, DateMention Date)> Dates,
    IReadOnlyList<(string Column, string Value, TextSpan? Span)> Attributes)
{
    /// <summary>Whether it begins inside quotation marks.</summary>
    public bool IsQuoted { get; init; }
}
