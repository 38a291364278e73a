using PropagandaVerify.Facts;
using PropagandaVerify.Quantities;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>A place where what is written cannot be right, with the arithmetic that shows it.</summary>
public sealed record Finding
{
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required Verdict Verdict { get; init; }

    public required string Message { get; init; }

    /// <summary>The language of its words: that asked for, if its rule speaks it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Where the reader should look first.</summary>
    public required Place Place { get; init; }

    /// <summary>The other places that take part.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    public required Working Working { get; init; }

    /// <summary>Single edits under which this rule holds and none fails that held, likeliest first.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>By what it is known again in a later run.</summary>
    public FindingKey Key { get; init; } = new("", 1);

    /// <summary>Why it does not count; null for one that does.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>The row of a dataset that it is about; null where nothing names one.</summary>
    public RowKey? Row { get; init; }

    /// <summary>What the other side of an equality gives for the value that is marked; null for other checks.</summary>
    public Operand? Expected => !Working.IsEquality ? null : Working.Left?.Place == Place ? Working.Right : Working.Right?.Place == Place ? Working.Left : null;

    /// <summary>Whether it counts: nobody answered for it.</summary>
    public bool IsOpen => Suppression is null;

    /// <summary>The rows of datasets that the rule looked at.</summary>
    internal IReadOnlyList<Row> Rows { get; init; } = [];

    /// <summary>The rows that the rule gathered in groups.</summary>
    internal IReadOnlyList<GatheredRows> Groups { get; init; } = [];

    /// <summary>What it shares with other findings; null when it stands alone.</summary>
    public SharedCulprit? Culprit { get; init; }
}

/// <summary>The rows of one relation that a rule gathered.</summary>
/// <param name="Rows">These, or the first of them where they are too many to be held.</param>
/// <param name="Count">How many there are.</param>
internal sealed record GatheredRows(string Relation, IReadOnlyList<Row> Rows, int Count);

/// <summary>Another place that takes part in a finding, and in what part.</summary>
public sealed record RelatedPlace(Place Place, string Note);

/// <summary>One operand or side of a comparison.</summary>
/// <param name="Name">Its expression in the rule.</param>
/// <param name="Text">The value in words.</param>
/// <param name="Value">The exact value; null for what is no number.</param>
/// <param name="Low">The least it may mean; null when unbounded.</param>
/// <param name="High">The most it may mean; null when unbounded.</param>
/// <param name="Unit">Its unit, empty when none is stated.</param>
/// <param name="Width">Why it may mean more than its value; empty for what is no number.</param>
/// <param name="Place">Where it stands; null for what was reckoned.</param>
public sealed record Operand(string Name, string Text, decimal? Value, decimal? Low, decimal? High, string Unit, string Width, Place? Place)
{
    /// <summary>The days that it covers; null for what is no date.</summary>
    public Period? Days { get; init; }
}

/// <summary>A factor that no draft states, such as a rate on record, beside the one that the amounts of the draft imply.</summary>
/// <param name="Known">What it may have been, from the least to the most.</param>
/// <param name="Implied">What it would have to be.</param>
public sealed record ImpliedFactor(Operand Known, Operand Implied);

/// <summary>How a verdict came about.</summary>
public sealed record Working
{
    public static Working None { get; } = new();

    /// <summary>The reckoning, one line each, ready to read.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    public Operand? Left { get; init; }

    public Operand? Right { get; init; }

    /// <summary>The distance between the two sides.</summary>
    public decimal? Difference { get; init; }

    /// <summary>The left side less the right; null where one is no number.</summary>
    public decimal? Imbalance => Left?.Value is { } left && Right?.Value is { } right ? left - right : null;

    /// <summary>Whether the two sides ought to be the same.</summary>
    public bool IsEquality { get; init; }

    /// <summary>The distance that the written precision and the rule's tolerance explain; null when unbounded.</summary>
    public decimal? Allowed { get; init; }

    public IReadOnlyList<Operand> Operands { get; init; } = [];

    /// <summary>The names of the operands that one side adds up; empty where neither side is a sum.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>The factor behind one side; null where neither is such a product.</summary>
    public ImpliedFactor? Factor { get; init; }

    /// <summary>The dates that the check reads, as they stand in the draft.</summary>
    public IReadOnlyList<Operand> Dates { get; init; } = [];
}

/// <summary>New words for a place.</summary>
public sealed record TextEdit(Place Place, string Text);

/// <summary>A possible correction. Without edits it only says what to look at.</summary>
/// <param name="Reason">The slip that it supposes.</param>
/// <param name="Place">What to look at; null where something is missing.</param>
/// <param name="Edits">The edits that make it, to be applied together.</param>
public sealed record Repair(string Reason, Place? Place, IReadOnlyList<TextEdit> Edits)
{
    /// <summary>Whether it stands out among the possible ones, so that `fix` applies it unasked.</summary>
    public bool IsLikely { get; init; }

    /// <summary>Whether the words to be replaced stand in the file as they are read, without markup among them, so that new ones can take their place.</summary>
    public bool StandsAsRead => Edits.All(e => e.Place.Source.TextOf(e.Place.Span) == e.Place.Text);

    /// <summary>The new words, where one edit is the whole repair.</summary>
    public string? Replacement => Edits is [var edit] ? edit.Text : null;
}

/// <summary>The mention behind several findings: changing it settles all of them.</summary>
/// <param name="Group">A number that the findings share, unique in a report.</param>
/// <param name="Count">How many findings share it.</param>
/// <param name="Places">The place in question; several where any one of them may be it.</param>
/// <param name="Note">The same in words.</param>
/// <param name="Brief">In fewer words, for the findings behind the first.</param>
public sealed record SharedCulprit(int Group, int Count, IReadOnlyList<Place> Places, string Note, string Brief);

/// <summary>An assertion that was looked at and holds, or that could not be decided.</summary>
public sealed record Checked(string Rule, Verdict Verdict, Place? Place, IReadOnlyList<string> Steps, string? Why)
{
    /// <summary>The row of a dataset that it is about; null where nothing names one.</summary>
    public RowKey? Row { get; init; }
}
