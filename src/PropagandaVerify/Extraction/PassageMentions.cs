using System.Runtime.InteropServices;

namespace PropagandaVerify.Extraction;

/// <summary>The figures and dates of each passage, as slices of those of the draft.</summary>
internal sealed class PassageMentions
{
    private readonly List<Figure> figures;
    private readonly List<DateMention> dates;
    private readonly int[] firstFigure;
    private readonly int[] firstDate;

    /// <param name="figures">In the order of the text.</param>
    /// <param name="dates">In the order of the text.</param>
    /// <param name="passages">How many passages the draft has.</param>
    public PassageMentions(List<Figure> figures, List<DateMention> dates, int passages)
    {
        (this.figures, this.dates) = (figures, dates);
        (firstFigure, firstDate) = (new int[passages + 1], new int[passages + 1]);
        for (int p = 0, f = 0, d = 0; p <= passages; p++)
        {
            while (f < figures.Count && figures[f].Block < p)
            {
                f++;
            }

            while (d < dates.Count && dates[d].Block < p)
            {
                d++;
            }

            (firstFigure[p], firstDate[p]) = (f, d);
        }
    }

    public ReadOnlySpan<Figure> Figures(int passage) => CollectionsMarshal.AsSpan(figures)[firstFigure[passage]..firstFigure[passage + 1]];

    public ReadOnlySpan<DateMention> Dates(int passage) => CollectionsMarshal.AsSpan(dates)[firstDate[passage]..firstDate[passage + 1]];

    /// <summary>The figures of a passage as a list that may be kept.</summary>
    public IReadOnlyList<Figure> FigureList(int passage) => firstFigure[passage] is var first && firstFigure[passage + 1] is var end && first < end ? figures.GetRange(first, end - first) : [];

    /// <summary>The dates of a passage as a list that may be kept.</summary>
    public IReadOnlyList<DateMention> DateList(int passage) => firstDate[passage] is var first && firstDate[passage + 1] is var end && first < end ? dates.GetRange(first, end - first) : [];

    /// <summary>The figures whose tokens lie in a range of a passage.</summary>
    public ReadOnlySpan<Figure> Figures(int passage, int start, int end)
    {
        var all = Figures(passage);
        var first = 0;
        while (first < all.Length && all[first].FirstToken < start)
        {
            first++;
        }

        var last = first;
        while (last < all.Length && all[last].EndToken <= end)
        {
            last++;
        }

        return all[first..last];
    }
}
