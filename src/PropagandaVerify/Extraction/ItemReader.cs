using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Reads one item of a list: its label, the name and kind in it, and the amounts that could be its own.</summary>
internal sealed class ItemReader(Lexicon lexicon, LabelReader labels, string text, HashSet<int> counterparts)
{
    private const int LongestLabel = 18;

    /// <summary>An item before its list's unit is known.</summary>
    /// <param name="Passage">Where it stands.</param>
    /// <param name="Start">Its first token.</param>
    /// <param name="End">The token after its last.</param>
    /// <param name="LabelStart">First token of its label.</param>
    /// <param name="LabelEnd">The token after the label's last.</param>
    /// <param name="Amounts">The figures that could be its amount.</param>
    public sealed record Part(Passage Passage, int Start, int End, int LabelStart, int LabelEnd, IReadOnlyList<Figure> Amounts)
    {
        public bool HasLabel => LabelEnd > LabelStart;
    }

    /// <summary>The figures of a stretch that stand on their own: no counterpart of a conversion, not behind "dont" or "contre", not in a parenthesis unless it is the name before it that they belong to.</summary>
    public List<Figure> OwnAmounts(Passage passage, int start, int end, IEnumerable<Figure> figures) =>
    [
        .. figures.Where(f => start <= f.FirstToken && f.EndToken <= end && !counterparts.Contains(f.Index) && f.Measure != Measure.Percent
            && !IsSubordinate(passage.Tokens, start, f.HedgeToken) && lexicon.Partitives.At(passage.Tokens, f.EndToken, passage.Tokens.Length) is null
            && (!InBrackets(passage.Tokens, start, f.FirstToken) || BelongsToName(passage.Tokens, start, f.HedgeToken))),
    ];

    /// <summary>Reads a bullet, or a line of the shape "label : amount"; null when a line has not that shape.</summary>
    public Part? Line(Passage passage, IReadOnlyList<Figure> figures, bool isBullet)
    {
        var tokens = passage.Tokens;
        if (tokens.Length == 0)
        {
            return null;
        }

        var amounts = OwnAmounts(passage, 0, tokens.Length, figures);
        if (amounts.Count == 0)
        {
            return isBullet ? new Part(passage, 0, tokens.Length, 0, LabelStop(tokens, 0, tokens.Length), amounts) : null;
        }

        var first = amounts[0].HedgeToken;
        var labelEnd = first;
        while (labelEnd > 0 && tokens[labelEnd - 1].Kind == TokenKind.Mark)
        {
            labelEnd--;
        }

        if (labelEnd > 0)
        {
            var parted = labelEnd < first && tokens[labelEnd].Folded is ":" or "–" or "—" or "-" or "(" or "=";
            var isShort = labelEnd <= LongestLabel && !tokens.Take(labelEnd).Any(t => t.Folded is "." or "!" or "?");
            return isBullet || (parted && isShort) ? new Part(passage, 0, tokens.Length, 0, labelEnd, amounts) : null;
        }

        // "6,5 millions de yuans pour Mengjin"
        var after = amounts[0].EndToken;
        return isBullet ? new Part(passage, 0, tokens.Length, after, LabelStop(tokens, after, tokens.Length), amounts) : null;
    }

    public bool IsTotal(Part part) =>
        part.HasLabel && ((lexicon.TotalLabels.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is { } label && part.LabelStart + label.Length == part.LabelEnd)
            || lexicon.TotalLabelHeads.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null);

    public bool BeginsAsTotal(Part part) => part.HasLabel && lexicon.TotalLabels.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null;

    public bool IsSubtotal(Part part) => part.HasLabel && (lexicon.SubtotalHeads.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) ?? lexicon.SubtotalHeads.Before(part.Passage.Tokens, part.LabelEnd, part.LabelStart)) is not null;

    /// <summary>Settles an item once its list's unit is known.</summary>
    /// <param name="model">A figure that has the unit of the list; null when the list has none.</param>
    /// <param name="lentScale">The factor that bare numbers take from the total's scale word.</param>
    public ItemMention Settle(Part part, Figure? model, decimal lentScale, ILookup<int, DateMention> dates)
    {
        var tokens = part.Passage.Tokens;
        var fitting = part.Amounts.Where(f => f.Unit == model?.Unit).ToList();
        if (fitting.Count == 0)
        {
            fitting = [.. part.Amounts.Where(f => f.Measure == Measure.Number)];
        }

        var figure = fitting.Count == 1 ? Lent(fitting[0], model, lentScale) : null;
        var (kind, stemEnd, nameStart, nameEnd) = Named(part);
        var stem = StemEnd(tokens, part.LabelStart, stemEnd);
        return new ItemMention
        {
            Span = tokens[part.Start].Span.Through(tokens[part.End - 1].Span),
            LabelSpan = part.HasLabel ? tokens[part.LabelStart].Span.Through(tokens[part.LabelEnd - 1].Span) : tokens[part.Start].Span,
            Stem = LabelReader.Spelled(text, tokens, part.LabelStart, stem).Replace('’', '\''),
            StemSpan = stem > part.LabelStart ? tokens[part.LabelStart].Span.Through(tokens[stem - 1].Span) : null,
            Kind = kind?.Kind,
            KindSpan = kind is null ? null : KindSpan(tokens, part, nameEnd),
            Name = LabelReader.Spelled(text, tokens, nameStart, nameEnd),
            Figure = figure,
            Date = dates[part.Passage.Index].FirstOrDefault(d => part.Start <= d.FirstToken && d.EndToken <= part.End),
        };
    }

    // A bare number in a list of amounts is one of them.
    private static Figure Lent(Figure figure, Figure? model, decimal scale)
    {
        if (figure.Measure != Measure.Number || model is null)
        {
            return figure;
        }

        var factor = figure.Scale == 1 ? scale : 1;
        return figure with
        {
            Measure = model.Measure,
            Noun = model.Noun,
            Currencies = model.Currencies,
            Value = figure.Value * factor,
            Place = figure.Place * factor,
            Scale = figure.Scale * factor,
        };
    }

    private (KindWord? Kind, int StemEnd, int NameStart, int NameEnd) Named(Part part)
    {
        var tokens = part.Passage.Tokens;
        if (labels.LastIn(tokens, part.LabelStart, part.LabelEnd) is var (_, _, kind, start, end))
        {
            return (kind, start, start, end);
        }

        var own = part.LabelStart + 1 < part.LabelEnd && tokens[part.LabelStart].IsCapital ? part.LabelStart + 1 : part.LabelStart;
        var name = labels.LastName(tokens, own, part.LabelEnd) ?? labels.LastName(tokens, part.LabelStart, part.LabelEnd);
        return name is var (first, last) ? (null, first, first, last) : (null, part.LabelEnd, part.LabelStart, part.LabelEnd);
    }

    private TextSpan KindSpan(Token[] tokens, Part part, int nameEnd) =>
        labels.LastIn(tokens, part.LabelStart, part.LabelEnd) is { } found ? tokens[found.Word].Span.Through(tokens[nameEnd - 1].Span) : tokens[part.LabelStart].Span;

    // "Hôpital de" and "Hôpital du" are one stem: small words before the name go.
    private int StemEnd(Token[] tokens, int start, int end)
    {
        while (end > start && (lexicon.FunctionWords.Contains(tokens[end - 1]) || tokens[end - 1].Kind == TokenKind.Mark))
        {
            end--;
        }

        return end;
    }

    private int LabelStop(Token[] tokens, int start, int end)
    {
        var at = start;
        while (at < end && (lexicon.FunctionWords.Contains(tokens[at]) && !tokens[at].IsCapital))
        {
            at++;
        }

        while (at < end && tokens[at].Folded is not ("(" or "," or ";" or "." or ":"))
        {
            at++;
        }

        return at;
    }

    private static bool InBrackets(Token[] tokens, int start, int at)
    {
        var depth = 0;
        for (var i = start; i < at; i++)
        {
            depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") && depth > 0 ? -1 : 0;
        }

        return depth > 0;
    }

    /// <summary>The amounts in parentheses right behind a word ("le blé (12 400 tonnes)"), where nearly all amounts of a stretch stand so.</summary>
    public List<Figure> Bracketed(Passage passage, int start, int end, IEnumerable<Figure> figures) =>
    [
        .. figures.Where(f => start <= f.FirstToken && f.EndToken <= end && !counterparts.Contains(f.Index) && f.Measure != Measure.Percent
            && !IsSubordinate(passage.Tokens, start, f.HedgeToken) && f.HedgeToken >= start + 2 && passage.Tokens[f.HedgeToken - 1].Is("(") && passage.Tokens[f.HedgeToken - 2].Kind == TokenKind.Word
            && f.EndToken < passage.Tokens.Length && passage.Tokens[f.EndToken].Is(")")),
    ];

    /// <summary>The amounts of a parenthesis that holds two or more.</summary>
    public List<Figure> Parenthesised(Passage passage, int start, int end, IEnumerable<Figure> figures)
    {
        var inside = figures.Where(f => start <= f.FirstToken && f.EndToken <= end && !counterparts.Contains(f.Index) && f.Measure != Measure.Percent
            && InBrackets(passage.Tokens, start, f.FirstToken) && !IsSubordinate(passage.Tokens, start, f.HedgeToken)).ToList();
        return inside.Count >= 2 && Enumerable.Range(inside[0].FirstToken, inside[^1].EndToken - inside[0].FirstToken).All(t => !passage.Tokens[t].Is(")")) ? inside : [];
    }

    private static bool BelongsToName(Token[] tokens, int start, int at) =>
        at - 2 >= start && tokens[at - 1].Is("(") && tokens[at - 2].IsCapital;

    private bool IsSubordinate(Token[] tokens, int start, int at)
    {
        for (var i = start; i < at; i++)
        {
            if (lexicon.Subordinate.At(tokens, i, at) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
