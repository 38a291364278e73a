namespace PropagandaVerify.Extraction;

/// <summary>Reads what the label of a row, a column or a table says of its amounts.</summary>
internal sealed class TableLabels(Lexicon lexicon, FigureReader reader)
{
    /// <param name="Unit">The unit it names; null for none.</param>
    /// <param name="IsTotal">Whether it says that the amounts are totals.</param>
    /// <param name="IsAdditive">Whether they may be added up.</param>
    /// <param name="IsDetail">Whether they are parts of the amount above ("dont …").</param>
    /// <param name="IsChange">Whether they are changes from one column to another.</param>
    /// <param name="IsShare">Whether they are shares of a total.</param>
    public sealed record Label(WrittenUnit? Unit, bool IsTotal, bool IsAdditive, bool IsDetail, bool IsChange, bool IsShare);

    /// <param name="heads">The cells of the label, from top to bottom; none for a row or column without one.</param>
    public Label Read(IReadOnlyList<Passage> heads)
    {
        WrittenUnit? unit = null;
        var (isTotal, isAdditive, isDetail, isChange, isShare) = (false, true, false, false, false);
        foreach (var head in heads)
        {
            var tokens = head.Tokens;
            var (own, isRate) = UnitIn(tokens);
            unit = own ?? unit;
            isTotal |= IsTotal(tokens);
            isDetail |= IsDetail(tokens);
            isChange |= lexicon.TableChanges.Within(tokens, 0, tokens.Length) is not null;
            isShare |= lexicon.TableShares.Within(tokens, 0, tokens.Length) is not null;
            isAdditive &= !isRate && own is not { Measure: Measure.Percent or Measure.Points } && lexicon.NotAdditive.Within(tokens, 0, tokens.Length) is null && lexicon.TableNotAdditive.Within(tokens, 0, tokens.Length) is null;
        }

        return new Label(unit, isTotal, isAdditive, isDetail, isChange, isShare);
    }

    // "(M€)", "en millions d'euros", "Recettes, in £m", or nothing but the unit; with a slash behind it, it is of a rate.
    private (WrittenUnit? Unit, bool IsRate) UnitIn(Token[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var isLink = lexicon.UnitLinks.Contains(tokens[i]);
            if ((isLink || tokens[i].Folded is "(" or "[" or ",") && i + 1 < tokens.Length && !lexicon.UnitLinks.Contains(tokens[i + 1]) && reader.UnitAlone(tokens, i + 1) is { } unit)
            {
                return IsRate(tokens, unit) ? (null, true) : (unit, false);
            }
        }

        if (tokens.Length > 0 && reader.UnitAlone(tokens, 0) is { } whole && (whole.End == tokens.Length || whole.Measure == Measure.Percent))
        {
            return (whole, false);
        }

        return lexicon.Percent.Before(tokens, tokens.Length, 0) is { } percent && tokens.Length > percent.Length && tokens[^(percent.Length + 1)].Kind != TokenKind.Number && reader.UnitAlone(tokens, tokens.Length - percent.Length) is { } last ? (last, false) : (null, false);
    }

    private static bool IsRate(Token[] tokens, WrittenUnit unit) => unit.End < tokens.Length && tokens[unit.End].Is("/");

    private bool IsTotal(Token[] tokens)
    {
        var start = Array.FindIndex(tokens, t => t.Kind != TokenKind.Mark);
        if (start < 0)
        {
            return false;
        }

        return lexicon.TotalLabels.At(tokens, start, tokens.Length) is not null || lexicon.TotalLabelHeads.At(tokens, start, tokens.Length) is not null || lexicon.SubtotalHeads.At(tokens, start, tokens.Length) is not null
            || (lexicon.TableTotals.At(tokens, start, tokens.Length) is { } own && IsEnd(tokens, start + own.Length));
    }

    // A year, a mark or something in brackets may stand behind the label.
    private static bool IsEnd(Token[] tokens, int at) => at == tokens.Length || tokens[at].Kind != TokenKind.Word;

    private bool IsDetail(Token[] tokens) =>
        tokens is [var first, ..] && (lexicon.Subordinate.At(tokens, 0, tokens.Length) is not null || first.Folded is "-" or "–" or "—" or "•" or "·" or "+"
            || (first.Kind == TokenKind.Mark && lexicon.Subordinate.At(tokens, 1, tokens.Length) is not null));
}
