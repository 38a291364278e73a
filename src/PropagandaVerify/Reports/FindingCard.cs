using System.Globalization;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>A finding as a part of a page: what is wrong, how it was reckoned, where else to look, what would mend it.</summary>
internal sealed class FindingCard(PagePlaces places, PageWords words, IReadOnlyDictionary<string, Rule> rules)
{
    private const int MostPlaces = 12;
    private const int MostLetters = 2_000;
    private const int MostQuoted = 80;

    private readonly WorkingPage working = new(places, words);

    /// <summary>The class of a severity in the style sheet.</summary>
    public static string ClassOf(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    /// <summary>A sign for a severity, told apart by its form.</summary>
    public static string SignOf(Severity severity) => severity switch { Severity.Error => "✖", Severity.Warning => "▲", _ => "●" };

    /// <summary>The number of a finding behind the words that it marks, said in full to who does not see it.</summary>
    public static Markup Number(int number, Severity severity, PageWords words) =>
        Markup.Of($"<sup aria-hidden=\"true\">{number}</sup><span class=\"unseen\"> ({words.With("finding", number.ToString(CultureInfo.InvariantCulture), words.Name(severity))})</span>");

    /// <summary>A text and its language, of several: that of the page, else English, else the first.</summary>
    public static (string Language, string Text)? In(IReadOnlyDictionary<string, string> texts, string language) =>
        texts.TryGetValue(language, out var own) ? (language, own.Trim()) : texts.TryGetValue("en", out var english) ? ("en", english.Trim()) : texts.Count > 0 ? (texts.First().Key, texts.First().Value.Trim()) : null;

    /// <param name="published">The day of publication of its draft.</param>
    public Markup Of(Finding finding, DateOnly? published)
    {
        var number = places.NumberOf(finding);
        var rule = rules.GetValueOrDefault(finding.Rule);
        return Markup.Of($"""
            <article class="finding {ClassOf(finding.Severity)}{(finding.IsOpen ? "" : " silent")}" id="f{number}" tabindex="-1" aria-labelledby="h{number}">
            <p class="head"><span class="number">{number}</span> <span class="chip">{Markup.Of($"<span aria-hidden=\"true\">{SignOf(finding.Severity)}</span> ")}{words.Name(finding.Severity)}</span> {Titled(rule)} <code>{finding.Rule}</code></p>
            <h4 id="h{number}" lang="{finding.Language}">{PageText.Cut(finding.Message, MostLetters)}</h4>
            {Silent(finding)}<p class="where">{places.Link(finding.Place)} {Quoted(finding.Place)}</p>
            {working.Of(finding)}{Picture.Of(finding, number, published, words)}{Others(finding)}{Repairs(finding)}{Remedy(rule)}{Why(rule)}{working.Operands(finding)}</article>

            """);
    }

    private Markup Silent(Finding finding) => finding.Suppression is { } suppression
        ? Markup.Of($"<p class=\"silent\"><b>{words["silent"]}</b> <span lang=\"en\">{PageText.Cut(suppression.Told, MostLetters)}</span></p>\n")
        : Markup.None;

    private Markup Titled(Rule? rule) => rule is not null && In(rule.Titles, words.Language) is var (language, text) ? Markup.Of($"<span class=\"title\" lang=\"{language}\">{PageText.Cut(text, MostLetters)}</span>") : Markup.None;

    private Markup Quoted(Place place) => Markup.Of($"<span class=\"words\">{words.With("quoted", PageText.Cut(place.Text.Trim(), MostQuoted))}</span>");

    private Markup Others(Finding finding)
    {
        // A sum links to its terms itself.
        var summed = Picture.Addition(finding.Working) is var (terms, _, stated) ? terms.Append(stated).Select(o => o.Place).OfType<Place>().ToHashSet() : [];
        var others = finding.Related.Where(r => !summed.Contains(r.Place)).ToList();
        if (others.Count == 0)
        {
            return Markup.None;
        }

        var more = others.Count - MostPlaces;
        var items = others.Take(MostPlaces).Select(r => Markup.Of($"<li>{places.Link(r.Place)} {Quoted(r.Place)}</li>\n"));
        return Markup.Of($"<h5>{words["places"]}</h5>\n<ul class=\"places\">\n{Markup.Joined(items)}{(more > 0 ? Markup.Of($"<li>{words.With("more", more)}</li>\n") : Markup.None)}</ul>\n");
    }

    private Markup Repairs(Finding finding)
    {
        var culprit = finding.Culprit is { } shared ? Markup.Of($"<p class=\"culprit\" lang=\"{finding.Language}\">{PageText.Cut(shared.Note, MostLetters)}</p>\n") : Markup.None;
        return finding.Repairs.Count == 0 ? culprit
            : Markup.Of($"<h5>{words["repairs"]}</h5>\n<ul class=\"repairs\">\n{Markup.Joined(finding.Repairs.Take(MostPlaces).Select(r => Repaired(r, finding.Language)))}</ul>\n{culprit}");
    }

    private Markup Repaired(Repair repair, string language)
    {
        var edits = Markup.Joined(repair.Edits.Select((e, i) => Markup.Of($"{(i > 0 ? "; " : "")}<del>{PageText.Cut(e.Place.Text.Trim(), MostQuoted)}</del> <span aria-hidden=\"true\">→</span> <ins>{PageText.Cut(e.Text, MostQuoted)}</ins>")));
        var place = repair.Edits.Count > 0 ? edits : repair.Place is { } at ? Markup.Of($"{places.Link(at)} {Quoted(at)}") : Markup.None;
        return Markup.Of($"<li>{place} <span class=\"reason\" lang=\"{language}\">{PageText.Cut(repair.Reason, MostLetters)}</span>{(repair.IsLikely ? Markup.Of($" <span class=\"likely\">{words["likely"]}</span>") : Markup.None)}</li>\n");
    }

    private Markup Remedy(Rule? rule) => rule is not null && In(rule.Remedies, words.Language) is var (language, text) ? Markup.Of($"<p class=\"remedy\"><b>{words["remedy"]}</b> <span lang=\"{language}\">{PageText.Cut(text, MostLetters)}</span></p>\n") : Markup.None;

    private Markup Why(Rule? rule) => rule is not null && In(rule.Whys, words.Language) is var (language, text)
        ? Markup.Of($"<details><summary>{words["why"]}</summary><p lang=\"{language}\">{PageText.Cut(text, MostLetters)}</p></details>\n")
        : Markup.None;
}
