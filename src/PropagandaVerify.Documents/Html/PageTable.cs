using AngleSharp.Dom;

namespace PropagandaVerify.Documents.Html;

/// <summary>Finds the places of the cells of a table, in which cells reach over several columns and rows.</summary>
internal static class PageTable
{
    private const int WidestCell = 100;

    /// <summary>The places of cells; empty for a table that only lays out what stands in it.</summary>
    public static IReadOnlyDictionary<IElement, CellPlace> Cells(IElement table, int number)
    {
        var places = new Dictionary<IElement, CellPlace>(ReferenceEqualityComparer.Instance);
        if (table.GetAttribute("role") is "presentation" or "none" || table.QuerySelector("table, h1, h2, h3, h4, article, form, blockquote") is not null)
        {
            return places;
        }

        // For each column the row from which on it is free below a cell that reaches down.
        var free = new List<int>();
        var rows = Rows(table).ToList();
        var isHead = true;
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = rows[row].Children.Where(c => c.LocalName is "td" or "th").ToList();
            isHead &= rows[row].ParentElement?.LocalName == "thead" || (cells.Count > 0 && cells.TrueForAll(c => c.LocalName == "th"));
            var column = 0;
            foreach (var cell in cells)
            {
                while (column < free.Count && free[column] > row)
                {
                    column++;
                }

                places.Add(cell, new CellPlace(number, row, column, isHead));
                for (var end = column + Reach(cell, "colspan", WidestCell); column < end; column++)
                {
                    while (free.Count <= column)
                    {
                        free.Add(0);
                    }

                    free[column] = row + Reach(cell, "rowspan", rows.Count);
                }
            }
        }

        return rows.Count < 2 || free.Count < 2 ? new Dictionary<IElement, CellPlace>() : places;
    }

    private static IEnumerable<IElement> Rows(IElement table) =>
        table.Children.SelectMany(c => c.LocalName switch { "tr" => [c], "thead" or "tbody" or "tfoot" => c.Children.Where(r => r.LocalName == "tr"), _ => Enumerable.Empty<IElement>() });

    // Zero reaches to the end.
    private static int Reach(IElement cell, string attribute, int most) => !int.TryParse(cell.GetAttribute(attribute), out var reach) || reach < 0 ? 1 : reach == 0 ? most : Math.Min(reach, most);
}
