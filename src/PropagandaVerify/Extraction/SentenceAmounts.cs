namespace PropagandaVerify.Extraction;

/// <summary>The amounts of a sentence, with how each stands in it: in the open, in a parenthesis, behind words that make a part of it.</summary>
internal sealed class SentenceAmounts(Lexicon lexicon, ItemReader items)
{
    // "un" and "one" are articles and pronouns as well.
    private const int Few = 2;

    private readonly List<Standing> all = [];

    /// <summary>Reads the amounts of a sentence; percentages only where it has no others.</summary>
    public void Read(Passage passage, int start, int end, ReadOnlySpan<Figure> figures)
    {
        all.Clear();
        Read(passage, start, end, figures, percentages: false);
        if (all.Count == 0)
        {
            Read(passage, start, end, figures, percentages: true);
        }
    }

    /// <summary>Joins to the figures of a sentence the numbers in words that stand where a part would, with its label behind them: "nine for roads, five for schools".</summary>
    public void Join(Passage passage, int start, int end, ReadOnlySpan<Figure> figures, List<Figure> joined)
    {
        var tokens = passage.Tokens;
        joined.Clear();
        var next = 0;
        for (var i = start; i < end; i++)
        {
            if (next < figures.Length && figures[next].HedgeToken <= i)
            {
                joined.Add(figures[next]);
                i = Math.Max(i, figures[next++].EndToken - 1);
            }
            else if (i > start && Opens(tokens[i - 1]) && tokens[i].Word.Numerals is not null && lexicon.NumberGrammar.Read(tokens, i, end) is var (value, length) && value >= Few && HasLabel(tokens, i + length, end))
            {
                joined.Add(Figure.Alone(tokens, value, 1, i, i + length));
                i += length - 1;
            }
        }
    }

    private bool Opens(in Token token) => token.Folded is "," or ";" or ":" || lexicon.Coordinators.Contains(token);

    // "two of the contracts" and "three or four in" are no parts.
    private bool HasLabel(Token[] tokens, int at, int end) =>
        at + 1 < end && lexicon.FunctionWords.Contains(tokens[at]) && !lexicon.Coordinators.Contains(tokens[at]) && !lexicon.RangeMarks.Contains(tokens[at]) && !lexicon.Determiners.Contains(tokens[at])
        && !(lexicon.OfLinks.Contains(tokens[at]) && lexicon.Determiners.Contains(tokens[at + 1]));

    /// <summary>The amounts that stand on their own. Those in parentheses are the parts where all but the total stand so.</summary>
    public void Own(List<Figure> own)
    {
        var (open, unbracketed, bracketed, inside, pair, isOnePair) = (0, 0, 0, 0, -1, true);
        foreach (var amount in all)
        {
            if (amount.IsSubordinate)
            {
                break;
            }

            open += amount.IsOpen ? 1 : 0;
            unbracketed += amount.IsOpen && !amount.IsBracketed ? 1 : 0;
            bracketed += amount.IsBracketed ? 1 : 0;
            if (amount.Bracket >= 0)
            {
                inside++;
                isOnePair &= pair < 0 || pair == amount.Bracket;
                pair = amount.Bracket;
            }
        }

        var takesInside = open == 1 && inside >= 2 && isOnePair;
        // "Quatre disciplines dominent : football (98 000), …, soit 206 000 au total": the first counts the parts.
        var isCounted = unbracketed == 2 && bracketed > 2 && all[0] is { IsOpen: true, IsBracketed: false, Figure: { Scale: 1 } lead } && lead.Value == bracketed;
        var takesBracketed = bracketed >= 2 && (unbracketed <= 1 || isCounted);
        own.Clear();
        foreach (var amount in all)
        {
            if (amount.IsSubordinate)
            {
                break;
            }

            if (isCounted && amount == all[0])
            {
                continue;
            }

            if (amount.IsOpen || (takesInside ? amount.Bracket >= 0 : takesBracketed && amount.IsBracketed))
            {
                own.Add(amount.Figure);
            }
        }
    }

    /// <summary>All amounts, those behind "dont" or "contre" among them; false when there are none of those.</summary>
    /// <param name="isDirect">Whether to leave out the ones that stand right behind such words.</param>
    public bool Wide(List<Figure> wide, bool isDirect)
    {
        wide.Clear();
        if (all.Count == 0 || !all[^1].IsSubordinate)
        {
            return false;
        }

        foreach (var amount in all)
        {
            if ((amount.IsOpen || amount.IsBracketed) && !(isDirect && amount.IsDirect))
            {
                wide.Add(amount.Figure);
            }
        }

        return true;
    }

    private void Read(Passage passage, int start, int end, ReadOnlySpan<Figure> figures, bool percentages)
    {
        var tokens = passage.Tokens;
        var (at, depth, opening, isSubordinate) = (start, 0, -1, false);
        foreach (var figure in figures)
        {
            var isDirect = false;
            for (; at < figure.FirstToken; at++)
            {
                isDirect |= at < figure.HedgeToken && lexicon.Subordinate.At(tokens, at, figure.HedgeToken) is not null;
                opening = tokens[at].Is("(") && depth == 0 ? at : opening;
                depth = ItemReader.Depth(tokens[at], depth);
            }

            isSubordinate |= isDirect;
            if (figure.EndToken > end || !items.IsAmount(figure, percentages))
            {
                continue;
            }

            var isBehindWord = figure.HedgeToken >= start + 2 && tokens[figure.HedgeToken - 1].Is("(") && tokens[figure.HedgeToken - 2].Kind == TokenKind.Word;
            all.Add(new Standing(
                figure,
                IsOpen: (depth == 0 || (isBehindWord && tokens[figure.HedgeToken - 2].IsCapital)) && lexicon.Partitives.At(tokens, figure.EndToken, tokens.Length) is null,
                IsBracketed: isBehindWord && figure.EndToken < tokens.Length && tokens[figure.EndToken].Is(")"),
                Bracket: depth > 0 ? opening : -1,
                isSubordinate,
                isDirect));
        }
    }

    /// <param name="IsOpen">Whether it stands in no parenthesis, or in one behind the name that it belongs to.</param>
    /// <param name="IsBracketed">Whether it fills a parenthesis behind a word.</param>
    /// <param name="Bracket">The token that opens the parenthesis around it; -1 outside.</param>
    /// <param name="IsSubordinate">Whether words of a part or a comparison stand before it in the sentence.</param>
    /// <param name="IsDirect">Whether they stand between it and the figure before it.</param>
    private readonly record struct Standing(Figure Figure, bool IsOpen, bool IsBracketed, int Bracket, bool IsSubordinate, bool IsDirect);
}
