using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Finds the sentence that states the total of a list, and what it says the total is of.</summary>
internal sealed class TotalReader(Lexicon lexicon, ItemReader items)
{
    /// <summary>A total, and the sentence that states it.</summary>
    public sealed record Stated(Figure Figure, Passage Passage, int Start, int End);

    /// <summary>The total that a sentence states in a unit, or null when it states none or several amounts could be it.</summary>
    public Stated? In(Passage passage, (int Start, int End) sentence, IEnumerable<Figure> figures, string? unit)
    {
        var (start, end) = sentence;
        if (lexicon.TotalCues.Within(passage.Tokens, start, end) is null && !OpensWithLabel(passage.Tokens, start, end))
        {
            return null;
        }

        var own = items.OwnAmounts(passage, start, end, figures).Where(f => f.Unit == unit || unit is null || f.Measure == Measure.Number).ToList();
        return own.Count == 1 && BelongsToCue(passage.Tokens, start, end, own[0]) ? new Stated(own[0], passage, start, end) : null;
    }

    /// <summary>
    /// The total that an introduction states without a cue: it ends in a colon, holds one amount in the unit of the list, and either counts as many
    /// things as the list has items ("Les six musées ont accueilli … visiteurs :"), give or take one, or lies near their sum.
    /// </summary>
    public Stated? Counted(Passage introduction, IEnumerable<Figure> figures, string? unit, List<ItemReader.Part> parts)
    {
        var (start, end) = introduction.Sentences[^1];
        var own = items.OwnAmounts(introduction, start, end, figures);
        var amounts = own.Where(f => f.Unit == unit && unit is not null).ToList();
        return amounts.Count == 1
            && (own.Exists(f => f != amounts[0] && f.Value >= 2 && Math.Abs(f.Value - parts.Count) <= 1 && f.Scale == 1 && f.Measure is Measure.Count or Measure.Number)
                || (parts.TrueForAll(p => p.Amounts.Count == 1) && IsNear(parts.Sum(p => p.Amounts[0].Value), amounts[0].Value)))
            ? new Stated(amounts[0], introduction, start, end)
            : null;
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

    public bool IsBesideCue(Token[] tokens, int start, int end, Figure figure)
    {
        var before = figure.HedgeToken;
        before -= before > start && tokens[before - 1].Is(",") ? 1 : 0;
        if (lexicon.TotalCues.Before(tokens, before, start) is not null
            || (before > start && tokens[before - 1].Is(":") && lexicon.TotalLabels.Before(tokens, before - 1, start) is not null))
        {
            return true;
        }

        var after = SkipBrackets(tokens, figure.EndToken, end);
        after += after < end && tokens[after].Is(",") ? 1 : 0;
        return lexicon.TotalCues.At(tokens, after, end) is not null;
    }

    public bool IsOpen(Passage passage, int start, int end) =>
        lexicon.OpenCues.Within(passage.Tokens, start, end) is not null || lexicon.SelectiveCues.Within(passage.Tokens, start, end) is not null
        || lexicon.RankedCues.Within(passage.Tokens, start, end) is not null || lexicon.NotAdditive.Within(passage.Tokens, start, end) is not null;

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
        var kinds = new List<(string Kind, TextSpan Span)>();
        for (var i = start; i < end; i++)
        {
            // A second kind, even of one thing ("les comtés et la ville"), leaves open which of them the total is of.
            if (lexicon.KindWords.At(passage.Tokens, i, end) is { } any && i > start && (!any.Meaning.IsPlural || i > figure.HedgeToken) && lexicon.Determiners.Contains(passage.Tokens[i - 1]))
            {
                kinds.Add((any.Meaning.Kind + " beside", default));
            }

            if (i < figure.HedgeToken && lexicon.KindWords.At(passage.Tokens, i, end) is { Meaning: { IsPlural: true } word } found && i > start && IsDetermined(passage.Tokens, i))
            {
                kinds.Add((word.Kind, passage.Tokens[i].Span.Through(passage.Tokens[i + found.Length - 1].Span)));
            }
        }

        var one = kinds.Select(k => k.Kind).Distinct().Count() == 1;
        return new TotalMention(list, figure, isOpen, one ? kinds[0].Kind : null, one ? kinds[0].Span : null);
    }

    /// <summary>Whether a sum and an amount lie within a twentieth (or another part) of each other: near enough to be meant as equal, whatever slip lies between.</summary>
    public static bool IsNear(decimal sum, decimal amount, int parts = 20) => Math.Abs(sum - amount) <= Math.Abs(amount) / parts;

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
