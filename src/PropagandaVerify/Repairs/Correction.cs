using PropagandaVerify.Engine;
using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;

namespace PropagandaVerify.Repairs;

/// <summary>What kind of slip a correction supposes.</summary>
internal enum Slip
{
    /// <summary>A power of ten too much or too little.</summary>
    Factor,

    /// <summary>A mark of thousands for one of decimals, or the reverse.</summary>
    Grouping,
    SwappedDigits,
    OneDigit,
    LostDigit,
    ExtraDigit,
    Sign,

    /// <summary>A difference of shares, given as a relative change.</summary>
    Points,

    /// <summary>Two amounts with each other's units.</summary>
    SwappedUnits,

    /// <summary>Two amounts in each other's place.</summary>
    SwappedValues,

    /// <summary>Multiplied where it was to be divided, or the reverse.</summary>
    WrongDirection,
    Weekday,
    Year,
    Day,
    MissingItem,
    DoubledItem,

    /// <summary>None that is known: the value that the others give.</summary>
    Reckoned,
}

/// <summary>A single edit under which every rule that reads the mention holds.</summary>
internal sealed record Correction
{
    public required Slip Slip { get; init; }

    /// <summary>The mention to change; null for an item that is missing.</summary>
    public Mention? Mention { get; init; }

    /// <summary>The corrected number, or the amount of the missing item.</summary>
    public Rational Value { get; init; }

    /// <summary>The corrected date.</summary>
    public Period? Period { get; init; }

    /// <summary>A written figure of the same make.</summary>
    public Quantity? Like { get; init; }

    /// <summary>The mention whose unit or value it takes, where two are exchanged.</summary>
    public Mention? Partner { get; init; }

    /// <summary>How likely such a slip hits on a value that fits, relative to other corrections; not a probability.</summary>
    public required double Likelihood { get; init; }

    /// <summary>Whether some of the figures then compute exactly, not only within rounding or a tolerance.</summary>
    public bool IsExact { get; init; }

    /// <summary>The failed outcomes that it settles.</summary>
    public IReadOnlyList<Outcome> Settles { get; init; } = [];

    /// <summary>The place that the reader should look at; null where nothing is written.</summary>
    public Place? Place => Mention?.Place;

    // A second error elsewhere is far less likely than one that explains both findings.
    public double Rank => Likelihood * Math.Pow(50, Settles.Count - 1);
}
