using PdfWord = UglyToad.PdfPig.Content.Word;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>Words at one height of a page, from left to right.</summary>
internal sealed record PageLine(IReadOnlyList<PageWord> Words)
{
    // Between two words of justified prose lie up to six tenths of the size of the font.
    private const double CellGap = 0.95;
    private const double NoteGap = 0.3;
    private const double Space = 0.4;

    /// <summary>Whether the next line begins although its first word had room on this one.</summary>
    public bool IsBroken { get; init; }

    public double Left => Words[0].Left;

    public double Right => Words[^1].Right;

    public double Bottom => Words.Min(w => w.Bottom);

    public double Top => Words.Max(w => w.Top);

    public double Size => Words.Max(w => w.Size);

    public string Text => string.Join(' ', Words.Select(w => w.Text));

    public static PageLine Of(IReadOnlyList<PdfWord> words)
    {
        var size = words.Max(w => w.Letters.Max(l => l.PointSize));
        var baseline = words.SelectMany(w => w.Letters).Where(l => l.PointSize >= 0.8 * size).Min(l => l.StartBaseLine.Y);
        var read = new List<PageWord>();
        foreach (var word in words.OrderBy(w => w.BoundingBox.Left).Select(w => PageWord.Read(w, size, baseline)))
        {
            // The mark of a note is set apart by its height, but belongs to the word before it.
            if (word.IsRaised && read is [.., var before] && word.Left - before.Right < NoteGap * size)
            {
                read[^1] = PageWord.Read(new PdfWord([.. before.Of.Letters, .. word.Of.Letters]), size, baseline);
            }
            else
            {
                read.Add(word);
            }
        }

        return new PageLine(read);
    }

    /// <summary>Whether the first words of another line would have stood on this one too. A number is not parted from the word behind it.</summary>
    /// <param name="right">The right margin.</param>
    public bool HasRoomFor(PageLine next, double right)
    {
        var last = 0;
        while (last + 1 < next.Words.Count && !next.Words[last].Text.Any(char.IsLetter))
        {
            last++;
        }

        return Right + (Space * Size) + next.Words[last].Right - next.Left < right;
    }

    /// <summary>The lines of a page from top to bottom, whatever columns it has.</summary>
    public static List<PageLine> All(IReadOnlyList<PdfWord> words)
    {
        var lines = new List<(double Bottom, double Top, List<PdfWord> Words)>();
        foreach (var word in words.OrderByDescending(w => w.BoundingBox.Bottom + w.BoundingBox.Top).ThenBy(w => w.BoundingBox.Left))
        {
            var box = word.BoundingBox;
            if (lines is [.., var last] && Math.Min(last.Top, box.Top) - Math.Max(last.Bottom, box.Bottom) > 0.5 * Math.Min(last.Top - last.Bottom, box.Height))
            {
                last.Words.Add(word);
                lines[^1] = (Math.Min(last.Bottom, box.Bottom), Math.Max(last.Top, box.Top), last.Words);
            }
            else
            {
                lines.Add((box.Bottom, box.Top, [word]));
            }
        }

        return lines.ConvertAll(l => Of(l.Words));
    }

    /// <summary>The words between two gaps too wide for a space.</summary>
    public List<IReadOnlyList<PageWord>> Cells()
    {
        var cells = new List<IReadOnlyList<PageWord>>();
        var open = new List<PageWord>();
        foreach (var word in Words)
        {
            if (open is [.., var last] && word.Left - last.Right > CellGap * Size)
            {
                cells.Add(open);
                open = [];
            }

            open.Add(word);
        }

        cells.Add(open);
        return cells;
    }
}
