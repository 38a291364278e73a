using System.Globalization;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes a report as one web page that needs nothing else: the drafts with what is wrong in them set off, each finding beside them with its arithmetic, what was checked and what was not.
/// </summary>
public sealed class HtmlReport
{
    private const int MostFindings = 1_000;
    private const int MostFiles = 300;
    private const int MostTrouble = 200;
    private const int MostLetters = 1_000;

    // Of all drafts together; with what is set off in it a page takes a few times as many bytes.
    private const int MostText = 2_000_000;

    private static readonly string[] ColumnsOfFiles = ["file", "errors", "warnings", "infos", "figures", "checked"];

    private readonly Report report;
    private readonly PageWords words;
    private readonly PagePlaces places;
    private readonly FindingCard cards;
    private readonly LedgerPage ledger;
    private readonly IReadOnlyList<FileReport> files;
    private readonly ILookup<string, Finding> ofFiles;

    private HtmlReport(Report report, string? language)
    {
        this.report = report;
        words = PageWords.For(language ?? (report.Files.Select(f => f.Language).OfType<string>().Distinct().ToList() is [var one] ? one : null));

        var found = report.Findings.Select(f => f.Place.Source.Path).ToHashSet(StringComparer.Ordinal);
        files = [.. report.Files.OrderBy(f => report.Files.Count > MostFiles && !found.Contains(f.Path)).Take(MostFiles)];

        // The gravest are shown if not all can be, in the order of their files on the page.
        var order = files.Index().DistinctBy(f => f.Item.Path).ToDictionary(f => f.Item.Path, f => f.Index, StringComparer.Ordinal);
        var kept = report.Findings.Index().OrderByDescending(f => f.Item.Severity).ThenBy(f => f.Index).Take(MostFindings);
        places = new PagePlaces(report, [.. kept.OrderBy(f => order.GetValueOrDefault(f.Item.Place.Source.Path, int.MaxValue)).ThenBy(f => f.Index).Select(f => f.Item)]);
        ofFiles = places.Findings.ToLookup(f => f.Place.Source.Path, StringComparer.Ordinal);
        cards = new FindingCard(places, words, report.Rules.DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal));
        ledger = new LedgerPage(report, places, words);
    }

    /// <param name="report">The report; its files hold their documents where the text of drafts shall be shown.</param>
    /// <param name="output">Where the page goes.</param>
    /// <param name="language">The language of messages, and so of the page; null for that of the drafts.</param>
    public static void Write(Report report, TextWriter output, string? language) => new HtmlReport(report, language).Write(output);

    private void Write(TextWriter output)
    {
        // The texts first: what is shown of them is what links can lead to.
        var room = MostText;
        var texts = new List<Markup>();
        foreach (var file in files)
        {
            texts.Add(file.Document is { } document ? DraftPage.Of(report, file, document, places, words, ref room) : new DatasetPage(places, words).Of(file));
        }

        var title = words.With("labelled", words["report"], files is [var only] ? only.Path : $"{words["files"]} {Plain(report.Files.Count)}");
        output.Write(PageStyle.Page(words.Language, title, Markup.Of($"""
            <a class="skip" href="#{(places.Findings.Count > 0 ? "f1" : "main")}">{words["to_findings"]}</a>
            <header>
            <h1>{words["report"]}</h1>
            {Counts()}<p class="keys" hidden><label><input type="checkbox" id="keys" checked> {words["by_keys"]}</label></p>
            {Legend()}</header>
            <main id="main" tabindex="-1">
            {Trouble()}{Contents()}{Markup.Joined(files.Zip(texts).Select((f, i) => File(f.First, f.Second, i)))}{Elsewhere()}{Rules()}</main>

            """)));
    }

    private Markup Counts()
    {
        var figures = report.Files.Sum(f => f.FigureCount);
        var done = report.Files.Sum(f => f.CheckedCount);
        var by = report.Findings.Where(f => f.IsOpen).ToLookup(f => f.Severity);
        var silent = report.Findings.Count(f => !f.IsOpen);
        static Markup Item(string look, string sign, string name, int count) => Markup.Of($"<div{(look.Length > 0 ? Markup.Of($" class=\"{look}\"") : Markup.None)}><dt>{(sign.Length > 0 ? Markup.Of($"<span aria-hidden=\"true\">{sign}</span> ") : Markup.None)}{name}</dt><dd>{count}</dd></div>\n");
        var items = new[] { Severity.Error, Severity.Warning, Severity.Info }.Select(s => Item(FindingCard.ClassOf(s), FindingCard.SignOf(s), words[FindingCard.ClassOf(s) + "s"], by[s].Count()))
            .Concat([Item("", "", words["figures"], figures), Item("", "", words["checked"], done), Item("", "", words["unchecked"], figures - done), .. silent > 0 ? [Item("", "", words["silent"], silent)] : Array.Empty<Markup>()]);
        var hidden = report.Findings.Count - places.Findings.Count;
        return Markup.Of($"<dl class=\"counts\">\n{Markup.Joined(items)}</dl>\n{(hidden > 0 ? Markup.Of($"<p class=\"cut\">{words.With("more_findings", Plain(hidden), Plain(report.Findings.Count))}</p>\n") : Markup.None)}");
    }

    private Markup Legend()
    {
        var marks = new[] { Severity.Error, Severity.Warning, Severity.Info }.Select(s => Markup.Of($"<span class=\"mark {FindingCard.ClassOf(s)}\">{words.Name(s)}</span> "));
        return Markup.Of($"<p class=\"legend\"><b>{words["legend"]}</b> {Markup.Joined(marks)}<span class=\"related\">{words["beside"]}</span> <span class=\"open\">{words["unchecked_figures"]}</span></p>\n");
    }

    private Markup Trouble()
    {
        var lists = report.Diagnostics.ToLookup(d => d.Kind == DiagnosticKind.Note);
        return Markup.Of($"{Told(lists[false], "trouble")}{Told(lists[true], "remarks")}");
    }

    private Markup Told(IEnumerable<Diagnostic> diagnostics, string heading)
    {
        var all = diagnostics.ToList();
        if (all.Count == 0)
        {
            return Markup.None;
        }

        var items = all.Take(MostTrouble).Select(d => Markup.Of($"<li lang=\"en\"><code>{d.Code}</code> {(d.Path is { } path ? $"{path}{(d.Position is { } at ? $":{Plain(at.Line)}:{Plain(at.Column)}" : "")} " : "")}{PageText.Cut(d.Message, MostLetters)}{(d.Help is { } help ? Markup.Of($" <span class=\"reason\">{PageText.Cut(help, MostLetters)}</span>") : Markup.None)}</li>\n"));
        var more = all.Count - MostTrouble;
        return Markup.Of($"<section class=\"{heading}\" aria-labelledby=\"{heading}\">\n<h2 id=\"{heading}\">{words[heading]}</h2>\n<ul>\n{Markup.Joined(items)}{(more > 0 ? Markup.Of($"<li>{words.With("more", more)}</li>\n") : Markup.None)}</ul>\n</section>\n");
    }

    // Where to find which file, if there are several.
    private Markup Contents()
    {
        if (report.Files.Count < 2)
        {
            return Markup.None;
        }

        var rows = files.Select((f, i) =>
        {
            var by = report.Findings.Where(x => x.IsOpen && x.Place.Source.Path == f.Path).ToLookup(x => x.Severity);
            return Markup.Of($"<tr><th scope=\"row\"><a href=\"#d{i}\">{f.Path}</a></th><td class=\"figure\">{by[Severity.Error].Count()}</td><td class=\"figure\">{by[Severity.Warning].Count()}</td><td class=\"figure\">{by[Severity.Info].Count()}</td><td class=\"figure\">{f.FigureCount}</td><td class=\"figure\">{f.CheckedCount}</td></tr>\n");
        });
        return Markup.Of($"""
            <nav aria-label="{words["files"]}"><div class="scroll" role="group" tabindex="0" aria-label="{words["files"]}"><table>
            <tr>{Markup.Joined(ColumnsOfFiles.Select(h => Markup.Of($"<th scope=\"col\">{words[h]}</th>")))}</tr>
            {Markup.Joined(rows)}</table></div>
            {(files.Count < report.Files.Count ? Markup.Of($"<p class=\"cut\">{words.With("more_files", Plain(report.Files.Count - files.Count), Plain(report.Files.Count))}</p>\n") : Markup.None)}</nav>

            """);
    }

    private Markup File(FileReport file, Markup text, int number)
    {
        var done = file.CheckedCount;
        var facts = new[]
        {
            file.Language, file.Published is { } day ? words.With("published", day.ToString("O", CultureInfo.InvariantCulture)) : null,
            $"{words["figures"]} {Plain(file.FigureCount)}", $"{words["checked"].ToLowerInvariant()} {Plain(done)}", $"{words["unchecked"].ToLowerInvariant()} {Plain(file.FigureCount - done)}",
        };
        var isDraft = file.Language is not null || file.Document is not null;
        return Markup.Of($"""
            <section class="file" aria-labelledby="d{number}">
            <h2 id="d{number}">{file.Path}</h2>
            <p class="facts">{string.Join(" · ", facts.OfType<string>())}</p>
            <div class="{(isDraft ? "pair" : "stack")}">
            {(text.IsEmpty ? Markup.None : Markup.Of($"""
                <section class="draft" aria-labelledby="t{number} d{number}">
                <h3 id="t{number}">{words[isDraft ? "text" : "rows"]}</h3>
                <div class="text"{(file.Language is { } spoken ? Markup.Of($" lang=\"{spoken}\"") : Markup.None)}>
                {text}</div>
                </section>

                """))}<section class="found" aria-labelledby="c{number} d{number}">
            <h3 id="c{number}">{words["findings"]}</h3>
            {(ofFiles.Contains(file.Path) ? Markup.Joined(ofFiles[file.Path].Select(f => cards.Of(f, file.Published))) : Markup.Of($"<p>{words["no_findings"]}</p>\n"))}</section>
            </div>
            {ledger.Of(file)}</section>

            """);
    }

    // Findings whose place is in none of the files: a rule about nothing in particular points at itself.
    private Markup Elsewhere()
    {
        var shown = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var others = places.Findings.Where(f => !shown.Contains(f.Place.Source.Path)).ToList();
        return others.Count == 0 ? Markup.None
            : Markup.Of($"<section aria-labelledby=\"elsewhere\">\n<h2 id=\"elsewhere\">{words["elsewhere"]}</h2>\n<h3>{words["findings"]}</h3>\n{Markup.Joined(others.Select(f => cards.Of(f, null)))}</section>\n");
    }

    private Markup Rules() => Markup.Of($"<section class=\"rules\" aria-labelledby=\"rules\">\n<h2 id=\"rules\">{words["rules"]}</h2>\n{ledger.Rules()}</section>\n");

    private static string Plain(int count) => count.ToString(CultureInfo.InvariantCulture);
}
