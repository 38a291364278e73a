namespace PropagandaVerify.Extraction;

/// <summary>
/// Parts an enumeration into one item for each amount. Labels stand behind all amounts ("20 pour Lyon, 15 pour Lille") or before all ("Lyon 20, Lille 15"),
/// and which of the two is told by what stands between the last mark and the next amount.
/// </summary>
internal sealed class SegmentReader(Lexicon lexicon, LabelReader labels, ItemReader items)
{
    private readonly List<(int First, int Last)> gaps = [];
    private readonly List<(int Start, int End)> shared = [];

    /// <summary>The items of an enumeration; null when no comma, semicolon or "et" stands between two of its amounts.</summary>
    /// <param name="start">Its first token.</param>
    /// <param name="end">The token after its last.</param>
    /// <param name="amounts">Its amounts, in their order.</param>
    public Segments? Read(Passage passage, int start, int end, List<Figure> amounts)
    {
        var tokens = passage.Tokens;
        gaps.Clear();
        for (var i = 0; i + 1 < amounts.Count; i++)
        {
            if (Gap(tokens, amounts[i].EndToken, amounts[i + 1].HedgeToken) is not { } gap)
            {
                return null;
            }

            gaps.Add(gap);
        }

        var (isBehind, isBare) = LabelsStandBehind(tokens, amounts);
        var parts = new List<ItemReader.Part>(amounts.Count);
        var from = start;
        for (var i = 0; i < amounts.Count; i++)
        {
            var isLast = i + 1 == amounts.Count;
            parts.Add(isBehind
                ? Behind(passage, isLast ? Tail(tokens, amounts[i].EndToken, end) : gaps[i].Last, amounts[i])
                : Before(passage, i == 0 ? Lead(tokens, from, amounts[0].HedgeToken) : from, isLast ? end : gaps[i].First, amounts[i]));
            from = isLast ? end : gaps[i].First;
        }

        if (isBare)
        {
            Share(tokens, end, parts);
        }

        return new Segments(parts, isBehind);
    }

    // The first and the last mark at which two parts may be parted; where semicolons part them, nothing else does.
    private (int First, int Last)? Gap(Token[] tokens, int from, int to)
    {
        var (first, last, semicolon, depth) = (-1, -1, -1, 0);
        for (var i = from; i < to; i++)
        {
            depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            if (tokens[i].Is(";"))
            {
                semicolon = i;
            }

            if (tokens[i].Folded is "," or ";" || lexicon.Coordinators.Contains(tokens[i]))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return semicolon >= 0 ? (semicolon, semicolon) : first >= 0 ? (first, last) : null;
    }

    private (bool Is, bool IsBare) LabelsStandBehind(Token[] tokens, List<Figure> amounts)
    {
        var labelled = 0;
        for (var i = 0; i < gaps.Count; i++)
        {
            for (var t = gaps[i].Last + 1; t < amounts[i + 1].HedgeToken; t++)
            {
                if (tokens[t].Is("(") || (tokens[t].Kind != TokenKind.Mark && !IsSmall(tokens[t]) && !lexicon.BeforeNouns.Contains(tokens[t])))
                {
                    return (false, false);
                }
            }

            labelled += LabelStart(tokens, amounts[i].EndToken, gaps[i].Last) < gaps[i].Last || Counts(amounts[i]) ? 1 : 0;
        }

        return (labelled == gaps.Count || labelled == 0, labelled == 0);
    }

    // "6, 5 et 3 millions pour Lyon, Lille et Nantes": as many labels as amounts, behind the last of them.
    private void Share(Token[] tokens, int end, List<ItemReader.Part> parts)
    {
        shared.Clear();
        var at = LabelStart(tokens, parts[^1].Amounts[0].EndToken, end);
        for (var i = 0; i < parts.Count; i++)
        {
            var stop = at;
            while (stop < end && tokens[stop].Folded is not ("," or ";" or "." or "!" or "?" or ":" or "(" or ")") && !lexicon.Coordinators.Contains(tokens[stop]))
            {
                stop++;
            }

            if (stop == at || (i + 1 < parts.Count && !(stop < end && (tokens[stop].Is(",") || lexicon.Coordinators.Contains(tokens[stop])))))
            {
                return;
            }

            shared.Add((at, stop));
            at = LabelStart(tokens, Math.Min(end, stop + 1), end);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            parts[i] = parts[i] with { LabelStart = shared[i].Start, LabelEnd = shared[i].End };
        }
    }

    private ItemReader.Part Behind(Passage passage, int to, Figure figure)
    {
        var tokens = passage.Tokens;
        var label = LabelStart(tokens, figure.EndToken, to);
        var stop = label;
        while (stop < to && tokens[stop].Folded is not ("(" or ")" or ";"))
        {
            stop++;
        }

        while (stop > label && (tokens[stop - 1].Kind == TokenKind.Mark || lexicon.Coordinators.Contains(tokens[stop - 1])))
        {
            stop--;
        }

        // "123 Brände, 57 Fehlalarme": what is counted is the label.
        return stop > label ? new ItemReader.Part(passage, figure.FirstToken, to, label, stop, [figure])
            : Counts(figure) ? new ItemReader.Part(passage, figure.FirstToken, to, figure.EndToken - 1, figure.EndToken, [figure])
            : new ItemReader.Part(passage, figure.FirstToken, to, figure.EndToken, figure.EndToken, [figure]);
    }

    private ItemReader.Part Before(Passage passage, int from, int to, Figure figure)
    {
        var tokens = passage.Tokens;
        while (from < figure.FirstToken && (tokens[from].Kind == TokenKind.Mark || lexicon.Coordinators.Contains(tokens[from])))
        {
            from++;
        }

        var labelEnd = figure.HedgeToken;
        while (labelEnd > from && tokens[labelEnd - 1].Kind == TokenKind.Mark)
        {
            labelEnd--;
        }

        if (labels.LastName(tokens, from, labelEnd) is { } name && !items.IsSmall(tokens, name.Start, name.End))
        {
            return new ItemReader.Part(passage, from, to, name.Start > from && labels.LastIn(tokens, from, labelEnd) is { } kind ? kind.Word : name.Start, name.End, [figure]);
        }

        if (labelEnd > from)
        {
            var noun = LabelStart(tokens, from, labelEnd);
            return new ItemReader.Part(passage, from, to, noun < labelEnd ? noun : from, labelEnd, [figure]);
        }

        var label = LabelStart(tokens, figure.EndToken, to);
        var stop = to;
        while (stop > label && tokens[stop - 1].Kind == TokenKind.Mark)
        {
            stop--;
        }

        return new ItemReader.Part(passage, from, to, stop > label ? label : from, stop > label ? stop : labelEnd, [figure]);
    }

    // The first label of amounts in parentheses has the words that lead to the list before it: "vient des dons (20 euros), du bar (15 euros)". A small word parts them where no name tells.
    private int Lead(Token[] tokens, int start, int end)
    {
        if (end <= start || !tokens[end - 1].Is("(") || (labels.LastName(tokens, start, end) is { } name && !items.IsSmall(tokens, name.Start, name.End)))
        {
            return start;
        }

        for (var i = end - 1; i > start; i--)
        {
            if (IsSmall(tokens[i - 1]) && tokens[i].Kind == TokenKind.Word && !IsSmall(tokens[i]))
            {
                return i;
            }
        }

        return start;
    }

    // Behind its last amount an enumeration goes on to the next mark, or to the words that lead to its total.
    private int Tail(Token[] tokens, int from, int end)
    {
        var at = LabelStart(tokens, from, end);
        while (at < end && tokens[at].Folded is not ("," or ";" or "." or "!" or "?" or ":" or "(" or ")" or "–" or "—" or "»" or "”")
            && (lexicon.TotalCloses.At(tokens, at, end) ?? lexicon.TotalCues.At(tokens, at, end)) is null)
        {
            at++;
        }

        return at;
    }

    private int LabelStart(Token[] tokens, int from, int to)
    {
        while (from < to && (tokens[from].Folded is "(" or "«" or "\"" or "“" or "„" or "»" || IsSmall(tokens[from])))
        {
            from++;
        }

        return from;
    }

    private bool IsSmall(in Token token) => !token.IsCapital && (lexicon.FunctionWords.Contains(token) || lexicon.Coordinators.Contains(token));

    private static bool Counts(Figure figure) => figure is { Measure: Measure.Count, UnitSign: null };

    /// <param name="Parts">One for each amount.</param>
    /// <param name="IsBehind">Whether the labels stand behind the amounts.</param>
    public sealed record Segments(List<ItemReader.Part> Parts, bool IsBehind);
}
