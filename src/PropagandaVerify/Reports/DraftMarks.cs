using PropagandaVerify.Documents;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>A stretch of a draft that a page sets off.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Finding">The number of the finding that it takes part in; 0 for a figure that no rule looked at.</param>
/// <param name="Severity">How grave the finding is whose first place it is; null for its other places.</param>
/// <param name="Reason">Why a figure is unchecked; null for others.</param>
internal sealed record DraftMark(TextSpan Span, int Finding, Severity? Severity, string? Reason);

/// <summary>What is set off in each block of a draft.</summary>
internal sealed class DraftMarks
{
    // A finding about a list of thousands is not set off in each of its items.
    private const int MostBlocks = 200;

    private readonly Dictionary<Block, List<DraftMark>> ofBlocks = new(ReferenceEqualityComparer.Instance);

    public DraftMarks(Report report, FileReport file, Document document, PagePlaces places)
    {
        var blocks = document.Blocks.OrderBy(b => b.Span.Start).ToList();
        foreach (var finding in places.Findings)
        {
            var number = places.NumberOf(finding);
            if (finding.Place.Source.Path == file.Path)
            {
                Add(blocks, new DraftMark(finding.Place.Span, number, finding.Severity, null));
            }

            foreach (var other in Others(finding).Where(p => p.Source.Path == file.Path))
            {
                Add(blocks, new DraftMark(other.Span, number, null, null));
            }
        }

        foreach (var figure in file.Figures.Where(f => file.Ledger.StateOf(f) != FigureState.Checked))
        {
            if (file.Ledger.PlaceOf(figure) is { } place)
            {
                Add(blocks, new DraftMark(place.Span, 0, null, file.Ledger.ReasonOf(figure)));
            }
        }
    }

    public IReadOnlyList<DraftMark> Of(Block block) => ofBlocks.TryGetValue(block, out var marks) ? marks : [];

    /// <summary>Whether a finding speaks of the block.</summary>
    public bool Concern(Block block) => Of(block).Any(m => m.Finding > 0);

    // What stands around others of the same finding, such as all of a conversion, says nothing of its own.
    private static IEnumerable<Place> Others(Finding finding)
    {
        List<Place> all = [.. finding.Related.Select(r => r.Place).Prepend(finding.Place).Concat(finding.Working.Operands.Concat(finding.Working.Dates).Select(o => o.Place).OfType<Place>()).Distinct()];
        return all.Where(p => p != finding.Place && !all.Exists(q => q != p && q.Source == p.Source && p.Span.Contains(q.Span)));
    }

    private void Add(List<Block> blocks, DraftMark mark)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = blocks[middle].Span.End > mark.Span.Start ? (low, middle) : (middle + 1, high);
        }

        for (var i = low; i < blocks.Count && i < low + MostBlocks && blocks[i].Span.Start < mark.Span.End; i++)
        {
            if (!ofBlocks.TryGetValue(blocks[i], out var marks))
            {
                ofBlocks.Add(blocks[i], marks = []);
            }

            marks.Add(mark);
        }
    }
}
