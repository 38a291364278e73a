using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;

namespace PropagandaVerify.Reports;

/// <summary>What became of the figures of a file, as a part of a page: those that no rule looked at, by their reasons, and what holds.</summary>
internal sealed class LedgerPage(Report report, PagePlaces places, PageWords words)
{
    private const int MostPlaces = 60;
    private const int MostReasons = 40;
    private const int MostHeld = 200;
    private const int MostLetters = 300;
    private const int MostQuoted = 60;

    private readonly ILookup<string?, Checked> held = report.Checked.ToLookup(c => c.Place?.Source.Path);

    public Markup Of(FileReport file) => Markup.Of($"{Unchecked(file)}{Held(file)}");

    private Markup Unchecked(FileReport file)
    {
        // The ledger knows few figures of a dataset that is read record by record.
        if (file.Scanned is not null)
        {
            return file.CheckedCount == file.FigureCount ? Markup.None : Markup.Of($"<p>{words["unchecked_figures"]} <span class=\"count\">{file.FigureCount - file.CheckedCount}</span> {words["not_listed"]}</p>\n");
        }

        // A dataset may have millions of cells, so figures are counted, and kept only as far as they are shown.
        var reasons = new Dictionary<string, (int Count, List<Place> Places)>(StringComparer.Ordinal);
        foreach (var figure in file.Figures.Where(f => file.Ledger.StateOf(f) != FigureState.Checked))
        {
            var reason = file.Ledger.ReasonOf(figure);
            var (count, kept) = reasons.GetValueOrDefault(reason, (0, []));
            if (file.Ledger.PlaceOf(figure) is { } place && kept.Count < MostPlaces)
            {
                kept.Add(place);
            }

            reasons[reason] = (count + 1, kept);
        }

        if (reasons.Count == 0)
        {
            return Markup.None;
        }

        var groups = reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key, StringComparer.Ordinal).Take(MostReasons)
            .Select(r => Markup.Of($"<dt lang=\"en\">{PageText.Cut(r.Key, MostLetters)} <span class=\"count\">{r.Value.Count}</span></dt>\n<dd>{Listed(r.Value.Places)}{More(r.Value.Count - r.Value.Places.Count)}</dd>\n"));
        return Markup.Of($"<details><summary>{words["unchecked_figures"]} <span class=\"count\">{reasons.Values.Sum(r => r.Count)}</span></summary><dl class=\"reasons\">\n{Markup.Joined(groups)}</dl>{More(reasons.Count - MostReasons)}</details>\n");
    }

    private Markup Listed(List<Place> kept) => kept.Count == 0 ? Markup.None
        : Markup.Of($"<ul class=\"line\">{Markup.Joined(kept.Select(p => Markup.Of($"<li>{places.Link(p)} {PageText.Cut(p.Text.Trim(), MostQuoted)}</li> ")))}</ul>");

    private Markup Held(FileReport file)
    {
        var own = held[file.Path].ToList();
        if (own.Count == 0)
        {
            return Markup.None;
        }

        var items = own.Take(MostHeld).Select(c => Markup.Of($"<li><span class=\"verdict\">{words[c.Verdict switch { Verdict.Undecidable => "undecided", Verdict.Display => "rounded", _ => "holding" }]}</span> {(c.Place is { } place ? Markup.Of($"{places.Link(place)} <span class=\"words\">{words.With("quoted", PageText.Cut(place.Text.Trim(), MostQuoted))}</span> ") : Markup.None)}<code>{c.Rule}</code>{Markup.Joined(c.Steps.Select(s => Markup.Of($"<br><span class=\"step\">{PageText.Cut(s, MostLetters)}</span>")))}{(c.Why is null ? Markup.None : Markup.Of($"<br><span class=\"step\" lang=\"en\">{PageText.Cut(c.Why, MostLetters)}</span>"))}</li>\n"));
        return Markup.Of($"<details><summary>{words["holds"]} <span class=\"count\">{own.Count}</span></summary><ul class=\"held\">\n{Markup.Joined(items)}</ul>{More(own.Count - MostHeld)}</details>\n");
    }

    private Markup More(int count) => count <= 0 ? Markup.None : Markup.Of($"<p class=\"more\">{words.With("more", count)}</p>");

    /// <summary>The rules of the run that had nothing to say.</summary>
    public Markup Rules()
    {
        var lists = new[] { ("decided_nothing", report.DecidedNothing), ("matched_nothing", report.MatchedNothing), ("disabled", report.Disabled) }
            .Where(l => l.Item2.Count > 0)
            .Select(l => Markup.Of($"<details><summary>{words[l.Item1]} <span class=\"count\">{l.Item2.Count}</span></summary><ul class=\"line\">{Markup.Joined(l.Item2.Select(r => Markup.Of($"<li><code>{r}</code></li> ")))}</ul></details>\n"));
        return Markup.Of($"<p>{words["evaluated"]} <span class=\"count\">{report.Evaluated.Count(e => e.Value > 0).ToString(CultureInfo.InvariantCulture)}</span></p>\n{Markup.Joined(lists)}{Uncounted("holds_left_out", c => c.HoldingLeftOut)}{Uncounted("undecided_left_out", c => c.UnknownLeftOut)}");
    }

    // Checks that no list of the page has, by rule.
    private Markup Uncounted(string heading, Func<RuleCount, int> of)
    {
        var rules = report.Counts.Select(c => (Rule: c.Key, Count: of(c.Value))).Where(c => c.Count > 0).OrderBy(c => c.Rule, StringComparer.Ordinal).ToList();
        return rules.Count == 0 ? Markup.None
            : Markup.Of($"<details><summary>{words[heading]} <span class=\"count\">{rules.Sum(r => r.Count)}</span></summary><ul class=\"line\">{Markup.Joined(rules.Select(r => Markup.Of($"<li><code>{r.Rule}</code> <span class=\"count\">{r.Count}</span></li> ")))}</ul></details>\n");
    }
}
