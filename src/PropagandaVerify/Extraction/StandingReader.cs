using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>
/// Reads who takes which place in a table with a column of places. A cell that is more than a number (a tie marked as one, last week's place beside it) or a gap between two of
/// them leaves the whole table alone, and only a table with a single column of figures beside the places says by what it ranks.
/// </summary>
internal sealed class StandingReader(Lexicon lexicon, TableGrid grid)
{
    private const int Fewest = 3;
    private const int MostPlaces = 999;

    /// <param name="cells">The figures of the cells by row below the header and column.</param>
    public IReadOnlyList<StandingMention> Read(Figure?[,] cells)
    {
        for (var column = 0; column < grid.Columns; column++)
        {
            if (IsHeadOfPlaces(column) && Places(column) is { Count: >= Fewest } places)
            {
                var ranked = Ranked(cells, column, places);
                return [.. places.Select(p => new StandingMention(p.Row + 1, p.Place, p.Span, ranked is { } c ? cells[p.Row, c] : null))];
            }
        }

        return [];
    }

    private bool IsHeadOfPlaces(int column) =>
        grid.HeaderRows > 0 && grid[grid.HeaderRows - 1, column] is { Tokens: [var head, .. var rest] } && lexicon.PlaceHeads.Contains(head) && rest.All(t => t.Is("."));

    // Rows behind the last place (a total, a mean) have none.
    private List<(int Row, int Place, TextSpan Span)>? Places(int column)
    {
        var places = new List<(int, int, TextSpan)>();
        var ended = false;
        for (var row = 0; row < grid.Rows - grid.HeaderRows; row++)
        {
            if (grid[row + grid.HeaderRows, column] is not { Tokens.Length: > 0 } cell)
            {
                ended = true;
            }
            else if (ended || Place(cell.Tokens) is not { } place)
            {
                return null;
            }
            else
            {
                places.Add((row, place, cell.Tokens[0].Span));
            }
        }

        return places;
    }

    private int? Place(Token[] tokens) =>
        tokens is [{ Kind: TokenKind.Number, Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0, Value: >= 1 and <= MostPlaces } number }, .. var rest]
            && rest.All(t => !t.SpaceBefore && (t.Is(".") || lexicon.Dates.DaySuffixes.Contains(t)))
            ? (int)number.Value
            : null;

    // The only column of figures beside that of the places; it has one in each row.
    private int? Ranked(Figure?[,] cells, int column, List<(int Row, int Place, TextSpan Span)> places)
    {
        var others = Enumerable.Range(0, grid.Columns).Where(c => c != column && Enumerable.Range(0, cells.GetLength(0)).Any(r => cells[r, c] is not null)).ToList();
        return others is [var only] && places.TrueForAll(p => cells[p.Row, only] is not null) ? only : null;
    }
}
