using System.Globalization;
using PropagandaVerify.Datasets;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The rows of a dataset that findings speak of, as a part of a page.</summary>
internal sealed class DatasetPage(PagePlaces places, PageWords words)
{
    private const int MostRows = 300;
    private const int MostColumns = 40;
    private const int MostOfCell = 200;

    public Markup Of(FileReport file)
    {
        var own = places.Findings.Where(f => f.Place.Source.Path == file.Path || f.Related.Any(r => r.Place.Source.Path == file.Path)).ToList();
        var source = own.Select(f => f.Place).Concat(own.SelectMany(f => f.Related.Select(r => r.Place))).Select(p => p.Source).FirstOrDefault(s => s.Path == file.Path);
        if (source is null || file.Dataset?.Content is not { } table)
        {
            return Markup.None;
        }

        // The places in the order of the file, so that one pass over its rows finds them all.
        var marks = own.SelectMany(f => f.Related.Select(r => (r.Place, Finding: f, IsFirst: false)).Prepend((f.Place, Finding: f, IsFirst: true))).Where(m => m.Place.Source.Path == file.Path).OrderBy(m => m.Place.Span.Start).ToList();
        var rows = new List<Markup>();
        var (next, cut) = (0, 0);
        foreach (var record in table.Records)
        {
            var here = new List<(TextSpan Span, Finding Finding, bool IsFirst)>();
            for (; next < marks.Count && marks[next].Place.Span.Start < Math.Max(record.Span.End, record.Span.Start + 1); next++)
            {
                here.Add((marks[next].Place.Span, marks[next].Finding, marks[next].IsFirst));
            }

            if (here.Count > 0 && rows.Count < MostRows)
            {
                rows.Add(Row(source, record, here));
            }
            else
            {
                cut += here.Count > 0 ? 1 : 0;
            }

            if (next == marks.Count)
            {
                break;
            }
        }

        return rows.Count == 0 ? Markup.None : Markup.Of($"""
            <div class="scroll" role="group" tabindex="0" aria-label="{words["rows"]}"><table class="rows">
            <tr><th scope="col">{words["line"]}</th>{Markup.Joined(table.Header.Take(MostColumns).Select(h => Markup.Of($"<th scope=\"col\">{PageText.Cut(h, MostOfCell)}</th>")))}</tr>
            {Markup.Joined(rows)}</table></div>
            {(cut > 0 ? Markup.Of($"<p class=\"cut\">{words.With("more", cut)}</p>\n") : Markup.None)}
            """);
    }

    private Markup Row(Source source, TableRecord record, List<(TextSpan Span, Finding Finding, bool IsFirst)> here)
    {
        var line = source.OriginOf(record.Span.Start)?.Name ?? source.PositionOf(record.Span.Start).Line.ToString(CultureInfo.InvariantCulture);

        // A mark of the whole row belongs to its number.
        var ofCells = record.Spans.Select(s => here.Where(m => m.Span.Start >= s.Start && m.Span.End <= Math.Max(s.End, s.Start + 1) && m.Span.Length <= s.Length).ToList()).ToList();
        var ofRow = here.Except(ofCells.SelectMany(c => c)).ToList();
        return Markup.Of($"<tr><th scope=\"row\">{Cell(source, line, ofRow)}</th>{Markup.Joined(record.Fields.Take(MostColumns).Select((f, i) => Markup.Of($"<td{(IsFigure(f) ? Markup.Raw(" class=\"figure\"") : Markup.None)}>{Cell(source, f, ofCells[i])}</td>")))}</tr>\n");
    }

    private static bool IsFigure(string text) => text.Any(char.IsDigit) && text.All(c => char.IsDigit(c) || Characters.IsSpace(c) || c is '.' or ',' or '-' or '+' or '%');

    private Markup Cell(Source source, string text, List<(TextSpan Span, Finding Finding, bool IsFirst)> marks)
    {
        var anchors = Markup.Joined(marks.Select(m => places.Show(source.Path, m.Span)).OfType<string>().Select(id => Markup.Of($"<span class=\"anchor\" id=\"{id}\"></span>")));
        var shown = PageText.Cut(text, MostOfCell);
        var numbers = string.Join(' ', marks.Select(m => places.NumberOf(m.Finding)).Distinct().Order());
        var firsts = marks.Where(m => m.IsFirst).Select(m => m.Finding).OrderByDescending(f => f.Severity).ToList();
        return marks.Count == 0 ? Markup.Of($"{shown}")
            : firsts is not [var gravest, ..] ? Markup.Of($"{anchors}<span class=\"related\" data-f=\"{numbers}\">{shown}</span>")
            : Markup.Of($"{anchors}<a class=\"mark {FindingCard.ClassOf(gravest.Severity)}\" href=\"#f{places.NumberOf(gravest)}\" data-f=\"{numbers}\">{shown}{FindingCard.Number(places.NumberOf(gravest), gravest.Severity, words)}</a>{Markup.Joined(firsts.Skip(1).Select(f => Markup.Of($"<a class=\"also\" href=\"#f{places.NumberOf(f)}\">{FindingCard.Number(places.NumberOf(f), f.Severity, words)}</a>")))}");
    }
}
