using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Finds the sentence that states the total of a list, and what it says the total is of.</summary>
internal sealed class TotalReader(Lexicon lexicon, ItemReader items)
{
    // Within half its size, or one slip of a power of ten away, an amount is taken for the total of a list.
    private const int Loosely = 2;

    private const int ReachOfCue = 4;

    private static readonly decimal[] Slips = [10m, 0.1m, 1000m, 0.001m];
    private readonly List<Figure> own = [];

    /// <summary>A total, and the sentence that states it.</summary>
    public sealed record Stated(Figure Figure, Passage Passage, int Start, int End);

    /// <summary>The total that a sentence states in a unit, or null when it states none or several amounts could be it.</summary>
    public Stated? In(Passage passage, (int Start, int End) sentence, ReadOnlySpan<Figure> figures, string? unit)
    {
        var (start, end) = sentence;
        return figures.Length > 0 && (lexicon.TotalCues.Within(passage.Tokens, start, end) is not null || OpensWithLabel(passage.Tokens, start, end))
            && Only(passage, sentence, figures, unit, isBareToo: true) is { } total && BelongsToCue(passage.Tokens, start, end, total.Figure)
            ? total
            : null;
    }

    /// <summary>The one amount of a sentence in a unit, with or without a cue; null when it has none or several.</summary>
    /// <param name="isBareToo">Whether a bare number may be that amount.</param>
    public Stated? Only(Passage passage, (int Start, int End) sentence, ReadOnlySpan<Figure> figures, string? unit, bool isBareToo = false)
    {
        var (start, end) = sentence;
        if (figures.Length == 0)
        {
            return null;
        }

        items.OwnAmounts(passage, start, end, figures, own, percentages: unit == "%");
        Figure? only = null;
        foreach (var figure in own)
        {
            if (figure.Unit == unit || (isBareToo && (unit is null || figure.Measure == Measure.Number)))
            {
                if (only is not null)
                {
                    return null;
                }

                only = figure;
            }
        }

        return only is null ? null : new Stated(only, passage, start, end);
    }

    /// <summary>
    /// The total that an introduction states without a cue: it ends in a colon, holds one amount in the unit of the list, and either counts as many
    /// things as the list has items ("Les six musées ont accueilli … visiteurs :"), give or take one, or lies near their sum.
    /// </summary>
    public Stated? Counted(Passage introduction, ReadOnlySpan<Figure> figures, string? unit, List<ItemReader.Part> parts)
    {
        if (unit is null || Only(introduction, introduction.Sentences[^1], figures, unit) is not { } total)
        {
            return null;
        }

        foreach (var figure in own)
        {
            if (figure != total.Figure && figure.Value >= 2 && Math.Abs(figure.Value - parts.Count) <= 1 && figure.Scale == 1 && figure.Measure is Measure.Count or Measure.Number)
            {
                return total;
            }
        }

        return Sum(parts) is { } sum && IsNear(sum, total.Figure.Value) ? total : null;
    }

    /// <summary>Whether a figure is the one that a cue of totals speaks of: the cue opens its sentence or stands right beside it.</summary>
    public bool BelongsToCue(Token[] tokens, int start, int end, Figure figure)
    {
        var head = start;
        while (head < end && head < start + 2 && (tokens[head].Kind == TokenKind.Mark || lexicon.FunctionWords.Contains(tokens[head])) && lexicon.TotalCues.At(tokens, head, end) is null)
        {
            head++;
        }

        return lexicon.TotalCues.At(tokens, head, end) is not null || OpensWithLabel(tokens, start, end) || IsBesideCue(tokens, start, end, figure);
    }

    /// <summary>Whether a cue of totals stands beside a figure.</summary>
    /// <param name="isNext">Whether no comma may part them: of the two amounts around "12, for a total of 40" the cue belongs to the second.</param>
    public bool IsBesideCue(Token[] tokens, int start, int end, Figure figure, bool isNext = false)
    {
        var before = figure.HedgeToken;
        if ((lexicon.TotalCues.Before(tokens, before, start) ?? lexicon.TotalCues.Before(tokens, figure.FirstToken, start)) is not null
            || (before > start && tokens[before - 1].Is(":") && lexicon.TotalLabels.Before(tokens, before - 1, start) is not null))
        {
            return true;
        }

        var after = SkipBrackets(tokens, figure.EndToken, end);
        return lexicon.TotalCues.At(tokens, after, end) is not null
            || (!isNext && ((before > start && tokens[before - 1].Is(",") && lexicon.TotalCues.Before(tokens, before - 1, start) is not null)
                || (after < end && tokens[after].Is(",") && lexicon.TotalCues.At(tokens, after + 1, end) is not null)));
    }

    /// <summary>Whether a cue of totals stands a few words behind a figure: "20 pieces of fruit in total".</summary>
    public bool IsNearCue(Token[] tokens, int end, Figure figure)
    {
        for (var i = figure.EndToken; i < Math.Min(end, figure.EndToken + ReachOfCue) && tokens[i].Kind == TokenKind.Word && !lexicon.Coordinators.Contains(tokens[i]); i++)
        {
            if (lexicon.TotalCues.At(tokens, i + 1, end) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The figure without a hedge that is a part of the cue before it: "adding up to 12".</summary>
    public Figure Unhedged(Token[] tokens, int start, Figure figure) =>
        figure.HedgeToken < figure.FirstToken && lexicon.TotalCues.Before(tokens, figure.FirstToken, start) is { } cue && figure.FirstToken - cue.Length < figure.HedgeToken
            ? figure with { Hedge = Quantities.Hedge.None, HedgeToken = figure.FirstToken }
            : figure;

    /// <summary>Whether words of a stretch say that its amounts are not all of the total, or do not add up.</summary>
    /// <param name="except">Tokens of the words that open the parts, which are no such words.</param>
    public bool IsOpen(Passage passage, int start, int end, (int Start, int End) except = default)
    {
        var tokens = passage.Tokens;
        for (var i = start; i < end; i++)
        {
            if ((i < except.Start || i >= except.End)
                && (lexicon.OpenCues.At(tokens, i, end) ?? lexicon.SelectiveCues.At(tokens, i, end) ?? lexicon.RankedCues.At(tokens, i, end) ?? lexicon.NotAdditive.At(tokens, i, end)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a passage speaks of what does not add up: means, prices, rates.</summary>
    public bool IsNotAdditive(Passage passage) => lexicon.NotAdditive.Within(passage.Tokens, 0, passage.Tokens.Length) is not null;

    /// <summary>Whether the label of an item does (a price, a rebate, those present among those invited).</summary>
    public bool IsNotAdditive(ItemReader.Part part) => lexicon.NotAdditive.Within(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null;

    /// <summary>Whether the sentence that introduces a list says that it is a selection.</summary>
    /// <param name="counts">Whether it counts the items, so that "les quatre premières" are all of them.</param>
    public bool IsSelective(Passage introduction, bool counts = false)
    {
        var (start, end) = introduction.Sentences.Count > 0 ? introduction.Sentences[^1] : (0, 0);
        return lexicon.SelectiveCues.Within(introduction.Tokens, start, end) is not null
            || (!counts && lexicon.RankedCues.Within(introduction.Tokens, start, end) is not null);
    }

    public TotalMention Mention(int list, Stated total, bool isOpen)
    {
        var (figure, passage, start, end) = total;
        var tokens = passage.Tokens;
        (string Kind, TextSpan Span)? named = null;
        var isOne = true;
        for (var i = start + 1; i < end; i++)
        {
            if (lexicon.KindWords.At(tokens, i, end) is not { } word)
            {
                continue;
            }

            // A second kind, even of one thing ("les comtés et la ville", "the counties and cities"), leaves open which of them the total is of.
            if (word.Meaning.IsPlural && i < figure.HedgeToken && (IsDetermined(tokens, i) || (named is not null && lexicon.Coordinators.Contains(tokens[i - 1]))))
            {
                isOne &= named is null || named.Value.Kind == word.Meaning.Kind;
                named ??= (word.Meaning.Kind, tokens[i].Span.Through(tokens[i + word.Length - 1].Span));
            }

            isOne &= !((!word.Meaning.IsPlural || i > figure.HedgeToken) && lexicon.Determiners.Contains(tokens[i - 1]));
        }

        return new TotalMention(list, figure, isOpen, isOne ? named?.Kind : null, isOne ? named?.Span : null);
    }

    /// <summary>Whether a sum and an amount lie within a twentieth (or another part) of each other: near enough to be meant as equal, whatever slip lies between.</summary>
    public static bool IsNear(decimal sum, decimal amount, int parts = 20) => Math.Abs(sum - amount) <= Math.Abs(amount) / parts;

    /// <summary>Whether an amount can be meant as the total of others at all. What lies farther from their sum speaks of something else.</summary>
    public static bool IsPlausible(IReadOnlyList<decimal> values, decimal total)
    {
        var sum = Sum(values, 0);
        if (IsNear(sum, total, Loosely))
        {
            return true;
        }

        foreach (var slip in Slips)
        {
            if (IsNear(sum, total * slip))
            {
                return true;
            }

            for (var i = 0; i < values.Count; i++)
            {
                if (IsNear(sum - values[i] + (values[i] * slip), total))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a total or one of its parts is a power of ten away from the very sum.</summary>
    public static bool IsSlip(IReadOnlyList<decimal> values, decimal total)
    {
        var sum = Sum(values, 0);
        foreach (var slip in Slips)
        {
            if (sum == total * slip)
            {
                return true;
            }

            for (var i = 0; i < values.Count; i++)
            {
                if (sum - values[i] + (values[i] * slip) == total)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static decimal Sum(IReadOnlyList<decimal> values, int from)
    {
        var sum = 0m;
        for (var i = from; i < values.Count; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>The sum of items that have one amount each; null when one has none or several.</summary>
    public static decimal? Sum(List<ItemReader.Part> parts)
    {
        var sum = 0m;
        foreach (var part in parts)
        {
            if (part.Amounts.Count != 1)
            {
                return null;
            }

            sum += part.Amounts[0].Value;
        }

        return sum;
    }

    public bool Counts(Figure total, Figure part) => part.Measure == Measure.Number || (part.Measure == Measure.Count && lexicon.Counts(total.Noun, part.Noun));

    private bool IsDetermined(Token[] tokens, int at) =>
        lexicon.AllArticles.Contains(tokens[at - 1]) || tokens[at - 1].Word.Numerals is not null || tokens[at - 1].Kind == TokenKind.Number;

    private bool OpensWithLabel(Token[] tokens, int start, int end) =>
        lexicon.TotalLabels.At(tokens, start, end) is { } label && start + label.Length < end && tokens[start + label.Length].Is(":");

    private static int SkipBrackets(Token[] tokens, int at, int end)
    {
        if (at >= end || !tokens[at].Is("("))
        {
            return at;
        }

        while (at < end && !tokens[at].Is(")"))
        {
            at++;
        }

        return Math.Min(end, at + 1);
    }
}
