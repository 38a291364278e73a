namespace PropagandaVerify.Extraction;

/// <summary>Reads one item of a list: its label, the name and kind in it, and the amounts that could be its own.</summary>
internal sealed class ItemReader(Lexicon lexicon, LabelReader labels, string text, HashSet<int> counterparts)
{
    private const int LongestLabel = 18;
    private static readonly Figure[] None = [];
    private readonly List<Figure> amounts = [];

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

    /// <summary>Whether a figure may be an amount at all: no counterpart of a conversion, and a percentage only where percentages are asked for.</summary>
    public bool IsAmount(Figure figure, bool percentages = false) =>
        figure.Measure is Measure.Percent == percentages && figure.Measure != Measure.Points && !counterparts.Contains(figure.Index);

    /// <summary>The figures of a stretch that stand on their own: no counterpart of a conversion, not behind "dont" or "contre", not in a parenthesis unless it is the name before it that they belong to.</summary>
    public void OwnAmounts(Passage passage, int start, int end, ReadOnlySpan<Figure> figures, List<Figure> own, bool percentages = false)
    {
        own.Clear();
        var tokens = passage.Tokens;
        var (at, depth) = (start, 0);
        foreach (var figure in figures)
        {
            if (figure.FirstToken < start || figure.EndToken > end)
            {
                continue;
            }

            for (; at < figure.FirstToken; at++)
            {
                if (at < figure.HedgeToken && lexicon.Subordinate.At(tokens, at, figure.HedgeToken) is not null)
                {
                    return;
                }

                depth = Depth(tokens[at], depth);
            }

            if (IsAmount(figure, percentages) && (depth == 0 || BelongsToName(tokens, start, figure.HedgeToken)) && lexicon.Partitives.At(tokens, figure.EndToken, tokens.Length) is null)
            {
                own.Add(figure);
            }
        }
    }

    /// <summary>Reads a bullet, or a line of the shape "label : amount"; null when a line has not that shape.</summary>
    public Part? Line(Passage passage, int end, ReadOnlySpan<Figure> figures, bool isBullet, int start = 0)
    {
        var tokens = passage.Tokens;
        if (start >= end || (!isBullet && (figures.Length == 0 || figures[0].FirstToken > start + (2 * LongestLabel))))
        {
            return null;
        }

        OwnAmounts(passage, start, end, figures, amounts);
        if (amounts.Count == 0 && figures.Length > 0)
        {
            OwnAmounts(passage, start, end, figures, amounts, percentages: true);
        }

        if (amounts.Count == 0 || IsIdentifier(tokens, amounts[0]))
        {
            return isBullet ? new Part(passage, start, end, start, LabelStop(tokens, start, end), None) : null;
        }

        var first = amounts[0].HedgeToken;
        var labelEnd = first;
        while (labelEnd > start && tokens[labelEnd - 1].Kind == TokenKind.Mark)
        {
            labelEnd--;
        }

        if (labelEnd > start)
        {
            return isBullet || (labelEnd < first && tokens[labelEnd].Folded is ":" or "–" or "—" or "-" or "(" or "=" && IsShort(tokens, start, labelEnd)) ? new Part(passage, start, end, start, labelEnd, amounts.ToArray()) : null;
        }

        // "6,5 millions de yuans pour Mengjin"
        var after = amounts[0].EndToken;
        return isBullet ? new Part(passage, start, end, after, LabelStop(tokens, after, end), amounts.ToArray()) : null;
    }

    public bool IsTotal(Part part) =>
        part.HasLabel && ((lexicon.TotalLabels.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is { } label && part.LabelStart + label.Length == part.LabelEnd)
            || lexicon.TotalLabelHeads.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null);

    public bool BeginsAsTotal(Part part) => part.HasLabel && lexicon.TotalLabels.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) is not null;

    public bool IsSubtotal(Part part) => part.HasLabel && (lexicon.SubtotalHeads.At(part.Passage.Tokens, part.LabelStart, part.LabelEnd) ?? lexicon.SubtotalHeads.Before(part.Passage.Tokens, part.LabelEnd, part.LabelStart)) is not null;

    /// <summary>The token behind the last line break of a passage; null where it is one line.</summary>
    public int? LastLine(Passage passage)
    {
        var tokens = passage.Tokens;
        for (var i = tokens.Length - 1; i > 0; i--)
        {
            if (tokens[i].SpaceBefore && text.AsSpan(tokens[i - 1].Span.End, tokens[i].Span.Start - tokens[i - 1].Span.End).Contains('\n'))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Settles an item once its list's unit is known.</summary>
    /// <param name="model">A figure that has the unit of the list; null when the list has none.</param>
    /// <param name="lentScale">The factor that bare numbers take from a scale word of the list or its total.</param>
    public ItemMention Settle(Part part, Figure? model, decimal lentScale, PassageMentions mentions)
    {
        var tokens = part.Passage.Tokens;
        var own = Only(part.Amounts, model?.Unit, isBare: false) is var (figure, several) && (figure is not null || several) ? figure : Only(part.Amounts, null, isBare: true).Figure;
        var (kind, kindToken, stemEnd, nameStart, nameEnd) = Named(part);
        var stem = StemEnd(tokens, part.LabelStart, stemEnd);
        DateMention? date = null;
        foreach (var mention in mentions.Dates(part.Passage.Index))
        {
            if (part.Start <= mention.FirstToken && mention.EndToken <= part.End)
            {
                date = mention;
                break;
            }
        }

        return new ItemMention
        {
            Span = tokens[part.Start].Span.Through(tokens[part.End - 1].Span),
            LabelSpan = part.HasLabel ? tokens[part.LabelStart].Span.Through(tokens[part.LabelEnd - 1].Span) : tokens[part.Start].Span,
            Stem = LabelReader.Spelled(text, tokens, part.LabelStart, stem).Replace('’', '\''),
            StemSpan = stem > part.LabelStart ? tokens[part.LabelStart].Span.Through(tokens[stem - 1].Span) : null,
            Kind = kind?.Kind,
            KindSpan = kind is null ? null : tokens[kindToken].Span.Through(tokens[nameEnd - 1].Span),
            Name = LabelReader.Spelled(text, tokens, nameStart, nameEnd),
            Figure = own is null ? null : Lent(own, model, lentScale),
            Date = date,
        };
    }

    /// <summary>A bare number in a list of amounts is one of them, and takes a scale word from its list.</summary>
    public static Figure Lent(Figure figure, Figure? model, decimal scale)
    {
        if (figure.Measure != Measure.Number || model is null)
        {
            return figure;
        }

        var factor = figure.MayLackScale ? scale : 1;
        return figure with
        {
            Measure = model.Measure,
            Noun = model.Noun,
            UnitSign = model.UnitSign,
            IsMeasured = model.IsMeasured,
            Currencies = model.Currencies,
            Value = figure.Value * factor,
            Place = figure.Place * factor,
            Scale = figure.Scale * factor,
        };
    }

    /// <summary>A figure whose word is a unit or a currency ("450 pounds"), as an amount in the currency of its list.</summary>
    public static Figure InCurrency(Figure figure, string code)
    {
        if (figure.Measure != Measure.Count)
        {
            return figure;
        }

        foreach (var own in figure.Currencies)
        {
            if (own == code)
            {
                return figure with { Measure = Measure.Money, Noun = null, UnitSign = null, IsMeasured = false, Currencies = [code] };
            }
        }

        return figure;
    }

    // The one amount of a unit, or the one bare number.
    private static (Figure? Figure, bool Several) Only(IReadOnlyList<Figure> amounts, string? unit, bool isBare)
    {
        Figure? only = null;
        for (var i = 0; i < amounts.Count; i++)
        {
            if (isBare ? amounts[i].Measure == Measure.Number : amounts[i].Unit == unit)
            {
                if (only is not null)
                {
                    return (null, true);
                }

                only = amounts[i];
            }
        }

        return (only, false);
    }

    private (KindWord? Kind, int KindToken, int StemEnd, int NameStart, int NameEnd) Named(Part part)
    {
        var tokens = part.Passage.Tokens;
        if (labels.LastIn(tokens, part.LabelStart, part.LabelEnd) is var (word, _, kind, start, end))
        {
            return (kind, word, start, start, end);
        }

        var own = part.LabelStart + 1 < part.LabelEnd && tokens[part.LabelStart].IsCapital ? part.LabelStart + 1 : part.LabelStart;
        var name = labels.LastName(tokens, own, part.LabelEnd) ?? labels.LastName(tokens, part.LabelStart, part.LabelEnd);
        return name is var (first, last) && !IsSmall(tokens, first, last) ? (null, 0, first, first, last) : (null, 0, part.LabelEnd, part.LabelStart, part.LabelEnd);
    }

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
        while (at < end && lexicon.FunctionWords.Contains(tokens[at]) && !tokens[at].IsCapital)
        {
            at++;
        }

        while (at < end && tokens[at].Folded is not ("(" or "," or ";" or "." or ":"))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether a stretch is nothing but small words, such as the capital that opens a sentence.</summary>
    public bool IsSmall(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!lexicon.FunctionWords.Contains(tokens[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsShort(Token[] tokens, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Folded is "." or "!" or "?")
            {
                return false;
            }
        }

        return end - start <= LongestLabel;
    }

    // "965 55 18 20": numbers side by side without a unit are those of a telephone, an account or a file.
    private static bool IsIdentifier(Token[] tokens, Figure figure) =>
        figure is { Measure: Measure.Number, Scale: 1 }
        && ((figure.FirstToken > 0 && tokens[figure.FirstToken - 1].Kind == TokenKind.Number) || (figure.EndToken < tokens.Length && tokens[figure.EndToken].Kind == TokenKind.Number));

    public static int Depth(in Token token, int depth) => token.Is("(") ? depth + 1 : token.Is(")") && depth > 0 ? depth - 1 : depth;

    private static bool BelongsToName(Token[] tokens, int start, int at) =>
        at - 2 >= start && tokens[at - 1].Is("(") && tokens[at - 2].IsCapital;
}
