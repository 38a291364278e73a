using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The arithmetic of a finding as a part of a page: sums written one below the other, other steps aligned at their signs, the figures that take part.</summary>
internal sealed class WorkingPage(PagePlaces places, PageWords words)
{
    private const int MostTerms = 24;
    private const int MostOperands = 40;
    private const int MostLetters = 1_000;
    private const int MostOfLabel = 40;
    private const int LongestAligned = 28;

    private static readonly string[] Boundaries = [", ", "; ", ". ", "|", "\t", ": "];
    private static readonly string[] Signs = [" = ", " ≠ ", " < ", " > ", " ≤ "];

    /// <summary>The steps, the sum among them.</summary>
    public Markup Of(Finding finding)
    {
        var addition = Picture.Addition(finding.Working);

        // The sum below shows what its line says.
        var steps = finding.Working.Steps.Where(s => addition is null || !s.Contains(" + ", StringComparison.Ordinal)).ToList();
        return Markup.Of($"{(addition is var (terms, sum, stated) ? Sum(terms, sum, stated) : Markup.None)}{(steps.Count == 0 ? Markup.None : Markup.Of($"<div class=\"steps\" lang=\"{finding.Language}\">\n{Markup.Joined(steps.Select(Step))}</div>\n"))}");
    }

    /// <summary>The figures that take part, with what each may mean.</summary>
    public Markup Operands(Finding finding)
    {
        var numbers = PageWords.For(finding.Language);
        var operands = finding.Working.Operands.Where(o => o.Value is not null).Take(MostOperands).ToList();
        if (operands.Count == 0)
        {
            return Markup.None;
        }

        var rows = operands.Select(o => Markup.Of($"<tr><td>{(o.Place is { } place ? places.Link(place) : Markup.None)}</td><td class=\"figure\">{PageText.Cut(o.Text, MostLetters)}</td><td>{Meaning(o, numbers)}</td><td>{PageText.Cut(o.Width, MostLetters)}</td></tr>\n"));
        var more = finding.Working.Operands.Count - operands.Count;
        return Markup.Of($"""
            <details><summary>{words["operands"]}</summary><div class="scroll" role="group" tabindex="0" aria-label="{words["operands"]}"><table>
            <tr><th scope="col">{words["place"]}</th><th scope="col">{words["value"]}</th><th scope="col">{words["range"]}</th><th scope="col">{words["because"]}</th></tr>
            {Markup.Joined(rows)}</table></div>{(more > 0 ? Markup.Of($"<p>{words.With("more", more)}</p>") : Markup.None)}</details>

            """);
    }

    private string Meaning(Operand operand, PageWords numbers)
    {
        var width = operand is { Low: { } least, High: { } most } ? most - least : 0;
        return operand.Low == operand.High ? "" : $"{End(operand.Low)} – {End(operand.High)}";

        string End(decimal? end) => end is { } value && Math.Abs(value) < Picture.Largest ? numbers.Number(value, width) : words["unbounded"];
    }

    // Left and right of the last sign, so that results stand one below the other; what is too long for that goes on below.
    private static Markup Step(string step)
    {
        var at = Signs.Max(s => step.LastIndexOf(s, StringComparison.Ordinal));
        return at < 0 ? Markup.Of($"<p class=\"whole\">{PageText.Cut(step, MostLetters)}</p>\n")
            : Markup.Of($"<p{(at > LongestAligned ? Markup.Raw(" class=\"long\"") : Markup.None)}><span>{PageText.Cut(step[..at], MostLetters)}</span> <span>{PageText.Cut(step[(at + 1)..], MostLetters)}</span></p>\n");
    }

    private Markup Sum(IReadOnlyList<Operand> terms, Operand sum, Operand stated)
    {
        var shown = terms.Take(terms.Count > MostTerms ? MostTerms - 1 : MostTerms).ToList();
        var more = terms.Count - shown.Count;
        return Markup.Of($"""
            <table class="sum">
            {Markup.Joined(shown.Select(t => Row("", t.Place is { } place ? Label(place) : Markup.None, t)))}{(more > 0 ? Markup.Of($"<tr><th scope=\"row\">{words.With("items", more)}</th><td class=\"figure\">…</td></tr>\n") : Markup.None)}{Row("total", Markup.Of($"{words["sum"]}"), sum)}{Row("stated", Markup.Of($"{words["stated"]} {(stated.Place is { } at ? places.Link(at) : Markup.None)}"), stated)}</table>

            """);
    }

    private static Markup Row(string look, Markup label, Operand value) => Markup.Of($"<tr{(look.Length > 0 ? Markup.Of($" class=\"{look}\"") : Markup.None)}><th scope=\"row\">{label}</th><td class=\"figure\">{PageText.Cut(value.Text, MostOfLabel * 2)}</td></tr>\n");

    // What stands before a figure in its line names it in most lists; a place alone where nothing does.
    private Markup Label(Place place)
    {
        var (source, start) = (place.Source, place.Span.Start);
        var line = start - (source.PositionOf(start).Column - 1);
        var before = source.WordsOf(new TextSpan(Math.Max(line, start - (4 * MostOfLabel)), start));
        var cut = Boundaries.Max(s => before.TrimEnd(' ', ':', '|', '\t').LastIndexOf(s, StringComparison.Ordinal) is >= 0 and var at ? at + s.Length : 0);
        var label = before[cut..].Trim(' ', '\u00A0', ':', '|', '-', '•', '*', '(', '\t', '.', ',');
        return Markup.Of($"{places.Link(place)} {(label.Length > MostOfLabel ? "…" + label[^MostOfLabel..] : label)}");
    }
}
