namespace PropagandaVerify.Documents.Pdf;

/// <summary>A cell of a table on a page.</summary>
internal sealed record PageCell(int Row, int Column, IReadOnlyList<PageWord> Words)
{
    public string Text => string.Join(' ', Words.Select(w => w.Text));
}

/// <summary>The stretches of a page, from left to right, in which the cells of a table stand.</summary>
internal sealed record PageColumns(IReadOnlyList<(double Left, double Right)> Stretches)
{
    // By how much a gap between two columns is wider than a space in a head of several words.
    private const double WiderGap = 1.25;

    public int Count => Stretches.Count;

    /// <summary>The columns of cells, which may stand out of line.</summary>
    public static PageColumns Of(IEnumerable<IReadOnlyList<PageWord>> cells) => Merged(cells.Select(c => (c[0].Left, c[^1].Right, 0.0)));

    /// <summary>The columns of lines whose words leave the same gutters free.</summary>
    /// <param name="gutter">The width of the narrowest, by the size of the type.</param>
    public static PageColumns Between(IEnumerable<PageWord> words, double gutter) => Merged(words.Select(w => (w.Left, w.Right, gutter * w.Size)));

    /// <summary>The cells of a row.</summary>
    public IEnumerable<PageCell> Cells(int row, IEnumerable<PageWord> words) => words.GroupBy(w => Nearest(w.Left, w.Right)).OrderBy(g => g.Key).Select(g => new PageCell(row, g.Key, [.. g]));

    /// <summary>The cells of a head, whose words are wider than what stands below them: parted at their widest gaps, each above its column. Null where that does not tell.</summary>
    public IReadOnlyList<PageCell>? HeadCells(int row, IReadOnlyList<PageWord> words)
    {
        // The corner above the labels may be blank.
        for (var first = 0; first < 2; first++)
        {
            if (Parted(words, Count - first) is { } parts && parts.Select((p, i) => Nearest(p[0].Left, p[^1].Right) == i + first).All(isThere => isThere))
            {
                return [.. parts.Select((p, i) => new PageCell(row, i + first, p))];
            }
        }

        return null;
    }

    private int Nearest(double left, double right) => Enumerable.Range(0, Count).MaxBy(c => Math.Min(right, Stretches[c].Right) - Math.Max(left, Stretches[c].Left));

    private static List<IReadOnlyList<PageWord>>? Parted(IReadOnlyList<PageWord> words, int parts)
    {
        if (parts < 2 || words.Count < parts)
        {
            return null;
        }

        var gaps = Enumerable.Range(1, words.Count - 1).Select(i => (At: i, Width: words[i].Left - words[i - 1].Right)).OrderByDescending(g => g.Width).ToList();
        if (gaps.Count >= parts && gaps[parts - 2].Width < WiderGap * gaps[parts - 1].Width)
        {
            return null;
        }

        List<int> cuts = [0, .. gaps.Take(parts - 1).Select(g => g.At).Order(), words.Count];
        return [.. cuts.Zip(cuts.Skip(1)).Select(c => words.Skip(c.First).Take(c.Second - c.First).ToList())];
    }

    private static PageColumns Merged(IEnumerable<(double Left, double Right, double Gutter)> stretches)
    {
        var merged = new List<(double Left, double Right)>();
        foreach (var (left, right, gutter) in stretches.OrderBy(s => s.Left))
        {
            if (merged is [.., var last] && left - last.Right < gutter)
            {
                merged[^1] = (last.Left, Math.Max(last.Right, right));
            }
            else
            {
                merged.Add((left, right));
            }
        }

        return new PageColumns(merged);
    }
}
