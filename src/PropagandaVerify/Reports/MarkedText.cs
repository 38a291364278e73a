using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The words of a block with what is set off in them: a link to each finding at its figure, its other places, figures that no rule looked at.</summary>
internal sealed class MarkedText(Document document, DraftMarks marks, PagePlaces places, PageWords words)
{
    public Markup Of(Block block)
    {
        var own = marks.Of(block);
        if (own.Count == 0)
        {
            return Words(block.Span);
        }

        var cuts = own.SelectMany(m => new[] { m.Span.Start, m.Span.End }).Append(block.Span.Start).Append(block.Span.End).Where(c => c >= block.Span.Start && c <= block.Span.End).Distinct().Order().ToList();
        var text = new StringBuilder();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            // What begins before the block is anchored where the block begins.
            foreach (var mark in own.Where(m => m.Span.Start == from || (from == block.Span.Start && m.Span.Start < from)))
            {
                text.Append(places.Show(document.Source.Path, mark.Span) is { } id ? Markup.Of($"<span class=\"anchor\" id=\"{id}\"></span>") : Markup.None);
            }

            Append(text, new TextSpan(from, to), [.. own.Where(m => m.Span.Start <= from && to <= m.Span.End)], to == block.Span.End);
        }

        return Markup.Raw(text.ToString());
    }

    private void Append(StringBuilder text, TextSpan span, IReadOnlyList<DraftMark> covering, bool isLast)
    {
        var firsts = covering.Where(m => m.Severity is not null).OrderByDescending(m => m.Severity).ThenBy(m => m.Span.Length).ThenBy(m => m.Finding).ToList();
        var numbers = string.Join(' ', covering.Where(m => m.Finding > 0).Select(m => m.Finding).Distinct().Order());
        var shown = Words(span);
        if (firsts is [var gravest, ..])
        {
            var ending = firsts.Where(m => m.Span.End == span.End || isLast).ToList();
            text.Append(Markup.Of($"<a class=\"mark {FindingCard.ClassOf(gravest.Severity!.Value)}\" href=\"#f{gravest.Finding}\" data-f=\"{numbers}\">{shown}{(ending.Contains(gravest) ? FindingCard.Number(gravest.Finding, gravest.Severity!.Value, words) : Markup.None)}</a>"));
            foreach (var other in ending.Where(m => m != gravest))
            {
                text.Append(Markup.Of($"<a class=\"also\" href=\"#f{other.Finding}\">{FindingCard.Number(other.Finding, other.Severity!.Value, words)}</a>"));
            }
        }
        else
        {
            text.Append(numbers.Length > 0 ? Markup.Of($"<span class=\"related\" data-f=\"{numbers}\">{shown}</span>")
                : covering is [{ Reason: { } reason }, ..] ? Markup.Of($"<span class=\"open\" title=\"{reason}\">{shown}</span>")
                : shown);
        }
    }

    // Markup that the reader masked is not shown; a mark of that kind in the source itself is.
    private Markup Words(TextSpan span)
    {
        var text = new StringBuilder(span.Length);
        for (var i = span.Start; i < span.End; i++)
        {
            var c = document.Reading[i];
            text.Append(c == Characters.Ignorable ? "" : c.ToString());
        }

        return Markup.Of($"{text.ToString()}");
    }
}
