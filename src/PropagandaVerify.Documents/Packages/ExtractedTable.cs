using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Packages;

/// <summary>A cell as it stands in its file.</summary>
/// <param name="Content">Its paragraphs; a table inside it is there with cells of its own.</param>
internal sealed record ExtractedCell(int Row, int Column, bool IsHeader, IReadOnlyList<Extract> Content);

/// <summary>Tells the cells of a table from text that is only set in one.</summary>
internal static class ExtractedTable
{
    /// <summary>Word has at most 63; what a hostile file places beyond is text in no column.</summary>
    public const int MostColumns = 256;

    private const int MostParagraphs = 3;

    /// <summary>The paragraphs of a table, those of tables inside it at the end.</summary>
    /// <param name="number">The number of the table in its file, from 1.</param>
    /// <param name="where">What goes before its name, such as "footnote 2, ".</param>
    public static IEnumerable<Extract> Of(IReadOnlyList<ExtractedCell> cells, int number, string where, string? part)
    {
        // One row or one column is a frame around text, not a table.
        var isFrame = cells.All(c => c.Row == cells[0].Row) || cells.All(c => c.Column == cells[0].Column);
        var inside = new List<Extract>();
        foreach (var cell in cells)
        {
            var origin = new Origin(default, $"{where}table {number}, row {cell.Row + 1}, column {cell.Column + 1}") { Part = part };
            var own = cell.Content.Where(p => p.Cell is null && !string.IsNullOrWhiteSpace(p.Words)).ToList();
            if (!isFrame && cell.Column < MostColumns && own.Count is > 0 and <= MostParagraphs && own.TrueForAll(p => p.Kind is BlockKind.Paragraph or BlockKind.Heading))
            {
                inside.AddRange(cell.Content.Where(p => p.Cell is not null));
                yield return own.Aggregate((a, b) => a.Joined(b)) with { Kind = BlockKind.TableCell, Origin = origin, Depth = 0, Cell = new CellPlace(number - 1, cell.Row, cell.Column, cell.IsHeader) };
                continue;
            }

            foreach (var paragraph in cell.Content)
            {
                if (paragraph.Cell is null || isFrame)
                {
                    yield return paragraph.Cell is null ? paragraph with { Origin = origin } : paragraph;
                }
                else
                {
                    inside.Add(paragraph);
                }
            }
        }

        foreach (var paragraph in inside)
        {
            yield return paragraph;
        }
    }
}
