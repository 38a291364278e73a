namespace PropagandaVerify.Extraction;

/// <summary>The cells of one table by row and column, and what its shape tells before any figure is read: how deep its header is, which column holds the labels, which hold years.</summary>
internal sealed class TableGrid
{
    private const int MostHeaderRows = 3;

    private readonly Dictionary<(int Row, int Column), Passage> cells = [];
    private readonly Lexicon lexicon;

    private TableGrid(IEnumerable<Passage> passages, Lexicon lexicon)
    {
        this.lexicon = lexicon;
        foreach (var passage in passages)
        {
            var place = passage.Block.Cell!.Value;
            cells[(place.Row, place.Column)] = passage;
            Rows = Math.Max(Rows, place.Row + 1);
            Columns = Math.Max(Columns, place.Column + 1);
            Marked = place.IsHeader ? Math.Max(Marked, place.Row + 1) : Marked;
        }

        First = cells.Values.MinBy(p => p.Index)!;
        Last = cells.Values.MaxBy(p => p.Index)!;
        HeaderRows = HeaderDepth();
        var isRanked = Columns > 2 && Body(0).All(p => HoldsNumber(p.Tokens)) && Body(1).Any() && Body(1).All(p => !HoldsNumber(p.Tokens));
        LabelColumn = isRanked ? 1 : 0;
        Amounts = [.. Enumerable.Range(LabelColumn + 1, Math.Max(0, Columns - LabelColumn - 1)).Where(c => !HoldsYears(c)).SelectMany(Body).Where(p => IsNumber(p.Tokens))];
    }

    public int Rows { get; }

    public int Columns { get; }

    public Passage First { get; }

    public Passage Last { get; }

    /// <summary>How many rows are header.</summary>
    public int HeaderRows { get; }

    /// <summary>The column of row labels: the first, or the second behind one of ranks or numbers.</summary>
    public int LabelColumn { get; }

    /// <summary>The cells that are nothing but a number and measure something, although its digits may look like a year.</summary>
    public IReadOnlyList<Passage> Amounts { get; }

    private int Marked { get; }

    public Passage? this[int row, int column] => cells.GetValueOrDefault((row, column));

    /// <summary>The tables of a draft, in its order.</summary>
    public static IReadOnlyList<TableGrid> Of(IReadOnlyList<Passage> passages, Lexicon lexicon) =>
        [.. passages.Where(p => p is { Scope: Scope.Table, Block.Cell: not null }).GroupBy(p => p.Block.Cell!.Value.Table).Select(g => new TableGrid(g, lexicon))];

    /// <summary>The cells of a column below the header.</summary>
    public IEnumerable<Passage> Body(int column) => Enumerable.Range(HeaderRows, Rows - HeaderRows).Select(r => this[r, column]).OfType<Passage>();

    // Markup says what is header; plain text begins with one if its first line holds no amount. A row of nothing but units belongs to it.
    private int HeaderDepth()
    {
        var depth = Marked;
        if (depth == 0 || (depth == 1 && IsEmpty(0)))
        {
            depth += Row(depth).All(p => p.Block.Cell!.Value.Column == 0 || !HoldsNumber(p.Tokens) || IsYear(p.Tokens) || IsYearWithUnit(p.Tokens)) ? 1 : 0;
        }

        while (depth is > 0 and < MostHeaderRows && depth < Rows - 1 && Row(depth).ToList() is { Count: > 0 } units && units.TrueForAll(p => p.Block.Cell!.Value.Column > 0 && HoldsUnit(p.Tokens)))
        {
            depth++;
        }

        return Math.Min(depth, Rows);
    }

    private bool IsEmpty(int row) => !Row(row).Any();

    private IEnumerable<Passage> Row(int row) => Enumerable.Range(0, Columns).Select(c => this[row, c]).OfType<Passage>();

    // Years stand below "Année", or fill a column that has no total and whose head is no year itself.
    private bool HoldsYears(int column)
    {
        var body = Body(column).ToList();
        var head = Enumerable.Range(0, HeaderRows).Select(r => this[r, column]).OfType<Passage>().ToList();
        return body.Count > 0 && body.TrueForAll(p => IsYear(p.Tokens))
            && (head.Exists(p => p.Tokens is [var word] && lexicon.YearHeads.Contains(word)) || (body.Count > 2 && head.Count > 0 && !head.Exists(p => p.Tokens.Any(t => t.Kind == TokenKind.Number))));
    }

    private static bool IsYear(Token[] tokens) =>
        tokens is [{ Kind: TokenKind.Number, Length: 4, Numeral: { IsIdentifier: false, IsGrouped: false, Decimals: 0, Value: >= 1500 and <= 2100 } }];

    // As in "2018 (€)", the head of a column.
    private static bool IsYearWithUnit(Token[] tokens) => tokens.Length > 3 && IsYear(tokens[..1]) && tokens[1].Is("(") && tokens[^1].Is(")");

    // One number with nothing but signs around it.
    private static bool IsNumber(Token[] tokens) =>
        tokens.Count(t => t.Kind == TokenKind.Number) == 1 && Array.TrueForAll(tokens, t => t.Kind == TokenKind.Mark || t.Numeral is { IsIdentifier: false });

    /// <summary>Whether a cell holds a number and beside it no words but those of units.</summary>
    private bool HoldsNumber(Token[] tokens)
    {
        var numbers = 0;
        for (var i = 0; i < tokens.Length;)
        {
            numbers += tokens[i].Kind == TokenKind.Number ? 1 : 0;
            var unit = LengthOfUnit(tokens, i);
            if (tokens[i].Kind == TokenKind.Word && unit == 0)
            {
                return false;
            }

            i += Math.Max(1, unit);
        }

        return numbers > 0;
    }

    private bool HoldsUnit(Token[] tokens)
    {
        var words = 0;
        for (var i = 0; i < tokens.Length;)
        {
            var unit = LengthOfUnit(tokens, i);
            if (unit == 0 && !(tokens[i].Kind == TokenKind.Mark || lexicon.UnitLinks.Contains(tokens[i])))
            {
                return false;
            }

            words += unit;
            i += Math.Max(1, unit);
        }

        return words > 0;
    }

    private int LengthOfUnit(Token[] tokens, int at) =>
        lexicon.CurrencySigns.At(tokens, at, tokens.Length)?.Length ?? lexicon.Currencies.At(tokens, at, tokens.Length)?.Length ?? lexicon.Percent.At(tokens, at, tokens.Length)?.Length
        ?? lexicon.Units.At(tokens, at, tokens.Length)?.Length ?? (lexicon.Scales.Contains(tokens[at]) || lexicon.ScaleSigns.Contains(tokens[at]) || lexicon.Links.Contains(tokens[at]) ? 1 : 0);
}
