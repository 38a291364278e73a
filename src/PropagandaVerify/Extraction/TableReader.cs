using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>Reads the tables of a draft: labels, the unit that a row, a column or the whole table is in, one figure a cell, and which total each row adds to.</summary>
internal sealed class TableReader(Lexicon lexicon, FigureReader reader, IReadOnlyList<Passage> passages, decimal maxFigure)
{
    private const int LongestCaption = 120;
    private readonly Lexicon lexicon = lexicon;
    private readonly decimal maxFigure = maxFigure;

    /// <summary>Reads tables, and puts the figures of their cells into the units of their heads.</summary>
    public IReadOnlyList<TableMention> Read(IReadOnlyList<TableGrid> grids, List<Figure> figures)
    {
        var labels = new TableLabels(lexicon, reader);
        var byBlock = grids.Count == 0 ? null : new PassageMentions(figures, [], passages.Count);
        return [.. grids.Where(g => g.HeaderRows < g.Rows && g.Columns > g.LabelColumn + 1).Select((g, i) => new Table(this, labels, g, byBlock!, figures).Read(i))];
    }

    // A heading, an introduction that ends in a colon, or a line too short for a sentence.
    private Passage? Caption(TableGrid grid)
    {
        var above = grid.First.Index > 0 ? passages[grid.First.Index - 1] : null;
        return above is { Block: { Cell: null, Kind: not BlockKind.ListItem, Span.Length: <= LongestCaption }, Tokens: [.., var last] } && (above.Block.Kind == BlockKind.Heading || last.Is(":") || last is not { Folded: "." or "!" or "?" or "…" or ";" or "," }) ? above
            : above is { Block.Cell: null, Tokens: [.., { Folded: ":" }] } ? above
            : null;
    }

    private sealed class Table
    {
        private readonly TableReader owner;
        private readonly TableGrid grid;
        private readonly PassageMentions byBlock;
        private readonly List<Figure> figures;
        private readonly Passage? caption;
        private readonly TableLabels.Label[] columns;
        private readonly TextSpan[][] headSpans;
        private readonly TableLabels.Label[] rows;
        private readonly WrittenUnit? unit;

        public Table(TableReader owner, TableLabels labels, TableGrid grid, PassageMentions byBlock, List<Figure> figures)
        {
            this.owner = owner;
            this.grid = grid;
            this.byBlock = byBlock;
            this.figures = figures;
            caption = owner.Caption(grid);
            Passage[][] heads = [.. Enumerable.Range(0, grid.Columns).Select(Heads)];
            columns = [.. heads.Select(labels.Read)];
            headSpans = [.. heads.Select(h => h.Select(p => p.Block.Span).ToArray())];
            rows = [.. Enumerable.Range(grid.HeaderRows, grid.Rows - grid.HeaderRows).Select(r => labels.Read(grid[r, grid.LabelColumn] is { } p ? [p] : []))];
            unit = columns[grid.LabelColumn].Unit ?? (caption is null ? null : labels.Read([caption]).Unit);
        }

        public TableMention Read(int index)
        {
            var cells = new Figure?[rows.Length, grid.Columns];
            var isNumeric = new bool[grid.Columns];
            for (var column = grid.LabelColumn + 1; column < grid.Columns; column++)
            {
                var held = 0;
                for (var row = 0; row < rows.Length; row++)
                {
                    cells[row, column] = FigureAt(row, column);
                    held += cells[row, column] is null ? 0 : 1;
                }

                isNumeric[column] = held > 0 && held * 2 >= rows.Length;
            }

            var additive = Enumerable.Range(0, grid.Columns).Where(c => isNumeric[c] && IsAdditive(cells, c)).ToHashSet();
            var finest = additive.ToDictionary(c => c, c => TableTotals.FinestPlace(rows, cells, c));
            var addsTo = new TableTotals(owner.lexicon, rows, cells, finest, caption).Bind();
            var mentions = new List<CellMention>();
            for (var row = 0; row < rows.Length; row++)
            {
                for (var column = grid.LabelColumn + 1; column < grid.Columns; column++)
                {
                    if ((cells[row, column] is not null || isNumeric[column]) && Mention(row, column, cells, finest, addsTo[row]) is { } mention)
                    {
                        mentions.Add(mention);
                    }
                }
            }

            return new TableMention(
                index, grid.First.Block.Span.Through(grid.Last.Block.Span), caption?.Block.Span, rows.Length, grid.Columns, additive.Count,
                rows.Any(r => r.IsTotal) || columns.Any(c => c.IsTotal), mentions)
            {
                Standings = new StandingReader(owner.lexicon, grid).Read(cells),
            };
        }

        private Passage[] Heads(int column) => [.. Enumerable.Range(0, grid.HeaderRows).Select(r => grid[r, column]).OfType<Passage>()];

        // A row without label and without words has nothing to say.
        private CellMention? Mention(int row, int column, Figure?[,] cells, Dictionary<int, decimal?> finest, int? addsTo)
        {
            var label = grid[row + grid.HeaderRows, grid.LabelColumn]?.Block.Span;
            var isAdditive = finest.TryGetValue(column, out var place) && rows[row].IsAdditive;
            return cells[row, column]?.Span is not null || (grid[row + grid.HeaderRows, column]?.Block.Span ?? label) is not null
                ? new CellMention
                {
                    Row = row + 1,
                    Column = column + 1,
                    Span = cells[row, column]?.Span ?? grid[row + grid.HeaderRows, column]?.Block.Span ?? label!.Value,
                    RowLabel = label,
                    ColumnLabels = headSpans[column],
                    Figure = cells[row, column],
                    IsTotal = rows[row].IsTotal || columns[column].IsTotal,
                    IsAdditive = isAdditive,
                    IsChange = columns[column].IsChange,
                    IsShare = columns[column].IsShare,
                    AddsTo = isAdditive ? addsTo + 1 : null,
                    FinestPlace = isAdditive ? place : null,
                }
                : null;
        }

        // Every amount of a row that counts is of one unit, and none is a percentage.
        private bool IsAdditive(Figure?[,] cells, int column)
        {
            var units = Enumerable.Range(0, rows.Length).Where(r => rows[r].IsAdditive).Select(r => cells[r, column]).OfType<Figure>().Select(f => (f.Unit, f.Measure is Measure.Percent or Measure.Points)).Distinct().ToList();
            return columns[column].IsAdditive && units is [(_, false)];
        }

        private Figure? FigureAt(int row, int column)
        {
            if (grid[row + grid.HeaderRows, column] is not { } cell || byBlock.Figures(cell.Index) is not [var found] || Alone(cell.Tokens, found) is not { } figure)
            {
                return null;
            }

            var shared = columns[column].IsAdditive && rows[row].IsAdditive ? unit : null;
            return figures[figure.Index] = InUnit(figure, rows[row].Unit ?? columns[column].Unit ?? shared);
        }

        // The figure if the cell holds nothing beside it but signs and marks of notes; in parentheses, or behind a dash, it is negative.
        private static Figure? Alone(Token[] tokens, Figure figure)
        {
            var (start, end) = (0, tokens.Length);
            var isNegative = false;
            while (end > start && (tokens[end - 1] is { Kind: TokenKind.Mark, Folded: not ")" } || IsNote(tokens, end)))
            {
                end -= IsNote(tokens, end) ? 3 : 1;
            }

            end = Math.Max(end, figure.EndToken);
            if (start + 1 < end && tokens[start].Is("(") && tokens[end - 1].Is(")"))
            {
                isNegative = true;
                figure = figure with { Span = tokens[start].Span.Through(tokens[end - 1].Span) };
                start++;
                end--;
            }

            while (start < figure.HedgeToken && tokens[start].Kind == TokenKind.Mark)
            {
                if (Characters.IsMinus(tokens[start].Folded[0]) || Characters.IsDash(tokens[start].Folded[0]))
                {
                    isNegative = true;
                    figure = figure with { Span = tokens[start].Span.Through(figure.Span) };
                }

                start++;
            }

            return start != figure.HedgeToken || end != figure.EndToken ? null
                : isNegative && figure.Value > 0 ? figure with { Value = -figure.Value, Alternatives = [.. figure.Alternatives.Select(a => (-a.Value, a.Place, a.Scale))] }
                : figure;
        }

        // "12 450 (p)": provisional.
        private static bool IsNote(Token[] tokens, int end) => end >= 4 && tokens[end - 1].Is(")") && tokens[end - 2] is { Kind: TokenKind.Word, Length: 1 } && tokens[end - 3].Is("(");

        private Figure InUnit(Figure figure, WrittenUnit? unit)
        {
            if (unit is null || figure is not { Measure: Measure.Number, Scale: 1, Range: null } || Math.Abs(figure.Value) > owner.maxFigure / unit.Scale)
            {
                return figure;
            }

            return figure with
            {
                Value = figure.Value * unit.Scale,
                Place = figure.Place * unit.Scale,
                Scale = unit.Scale,
                Measure = unit.Measure,
                Currencies = unit.Currencies,
                UnitSign = unit.Sign,
                Noun = unit.Sign,
                IsMeasured = unit.Sign is not null,
                Alternatives = [.. figure.Alternatives.Select(a => (a.Value * unit.Scale, a.Place * unit.Scale, unit.Scale))],
            };
        }
    }
}
