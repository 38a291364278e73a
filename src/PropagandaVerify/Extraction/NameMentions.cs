using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>A place that the text puts into a larger one.</summary>
/// <param name="Span">From the place to the larger one.</param>
/// <param name="IsLocated">Whether a preposition of place stands before it, so that it is no person's name.</param>
/// <param name="IsAside">Whether the larger one stands in parentheses.</param>
internal sealed record PlacementMention(TextSpan Span, string Place, TextSpan PlaceSpan, string Parent, TextSpan ParentSpan, bool IsLocated, bool IsAside)
{
    /// <summary>Whether the words call the place the capital of the other.</summary>
    public bool IsCapital { get; init; }
}

internal enum PersonForm
{
    /// <summary>With a first name.</summary>
    Full,

    /// <summary>Behind a title.</summary>
    Titled,

    /// <summary>A surname alone that stands with a first name elsewhere in the draft.</summary>
    Bare,
}

/// <summary>A person's name.</summary>
/// <param name="Span">The name as written, its title included.</param>
/// <param name="First">The first name; null without one.</param>
/// <param name="Last">The surname, without a particle.</param>
/// <param name="IsFirst">Whether the draft has not had this form of this name before.</param>
/// <param name="IsAlone">Whether marks and small words alone stand beside it, so that it is no part of a longer name ("lycée Paul Martin", "les Martin").</param>
/// <param name="Passage">The index of its passage.</param>
internal sealed record PersonMention(TextSpan Span, string? First, string Last, TextSpan LastSpan, PersonForm Form, Scope Scope, bool IsQuoted, bool IsFirst, bool IsAlone, int Passage);

/// <summary>A short form made of initials that the draft expands somewhere.</summary>
/// <param name="Span">The short form, with what it stands for where it is given.</param>
/// <param name="Expansion">What it stands for, as written; null where it is merely used.</param>
/// <param name="Stems">The beginnings of the words of the expansion, by which two wordings of one are the same.</param>
/// <param name="IsFirst">Whether the draft has not had it before: as a use where it is used, as an expansion where it is expanded.</param>
internal sealed record AcronymMention(TextSpan Span, string Short, TextSpan ShortSpan, string? Expansion, TextSpan? ExpansionSpan, string? Stems, Scope Scope, bool IsQuoted, bool IsFirst)
{
    /// <summary>The initials of the expansion, where they are nearly but not quite the short form; null where they are.</summary>
    public string? Expected { get; init; }
}

/// <summary>A number or code that identifies something.</summary>
/// <param name="Span">The code.</param>
/// <param name="Scheme">The key of its scheme.</param>
/// <param name="Fault">What is wrong with it: <c>length</c>, <c>check</c> or <c>form</c>; null when it is well formed.</param>
internal sealed record IdentifierMention(TextSpan Span, string Scheme, string? Fault);
