using System.Security.Cryptography;
using System.Text;

namespace PropagandaVerify.Reports;

/// <summary>The frame of the page of a report: its look and its few keys, and a policy under which nothing else runs or is fetched.</summary>
internal static class PageStyle
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d232b; --soft: #57606a; --paper: #fff; --tint: #f3f5f7; --line: #d5dae0; --link: #0a58a8; --error: #b3261e; --error-tint: #fdecea; --warning: #8a5300; --warning-tint: #fff3dc; --info: #0a58a8; --info-tint: #e8f1fb; --good: #1b6e3c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #a3adb8; --paper: #14181d; --tint: #1f252c; --line: #39424c; --link: #7db8f5; --error: #ff8f86; --error-tint: #3a1d1d; --warning: #f2b75c; --warning-tint: #352910; --info: #7db8f5; --info-tint: #162a40; --good: #7fd39b; } }
        * { box-sizing: border-box; }
        html { scroll-padding: 1rem; }
        body { margin: 0 auto; max-width: 84rem; padding: 1rem 1.5rem 3rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
        table { overflow-wrap: normal; }
        a { color: var(--link); }
        :focus-visible, .finding:focus { outline: 2px solid var(--link); outline-offset: 2px; }
        main:focus { outline: none; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .25rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: .85rem; margin: 0 0 .75rem; color: var(--soft); text-transform: uppercase; letter-spacing: .06em; }
        h5 { font-size: .9rem; margin: .75rem 0 .25rem; }
        p, ul, dl { margin: .5rem 0; }
        ul { padding-left: 1.25rem; }
        code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .85em; color: var(--soft); }
        .words { unicode-bidi: isolate; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .2rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { background: var(--tint); font-weight: 600; }
        .figure { text-align: right; }
        .scroll { overflow-x: auto; max-width: 100%; }
        summary { cursor: pointer; padding: .15rem 0; }
        .count { color: var(--soft); font-variant-numeric: tabular-nums; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: .5rem; padding: .5rem .75rem; background: var(--paper); border: 2px solid var(--link); z-index: 2; }
        .counts { display: flex; flex-wrap: wrap; gap: .5rem; }
        .counts div { min-width: 6.5rem; padding: .4rem .75rem; background: var(--tint); border-left: 4px solid var(--line); }
        .counts .error { border-color: var(--error); } .counts .warning { border-color: var(--warning); } .counts .info { border-color: var(--info); }
        .counts dt { font-size: .85rem; color: var(--soft); } .counts dd { margin: 0; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .legend, .keys, .facts { font-size: .875rem; color: var(--soft); }
        .legend > * { margin-right: .9rem; }
        .trouble { padding: .25rem 1rem; border: 1px solid var(--error); }
        .trouble h2, .remarks h2 { margin-top: .75rem; border: 0; font-size: 1.05rem; }
        .reason, .caption, .footnote, .more { color: var(--soft); }
        .cut { color: var(--soft); font-style: italic; }
        .pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; margin-top: 1rem; }
        .stack { display: grid; gap: 1.5rem; margin-top: 1rem; grid-template-columns: minmax(0, 1fr); }
        .text { max-width: 40rem; }
        .rows { font-size: .9rem; }
        .stack .text { max-width: none; } .stack .finding { max-width: 48rem; }
        .of-draft { line-height: 1.3; margin: 1.25rem 0 .4rem; font-size: 1.05rem; }
        .of-draft.title { font-size: 1.4rem; margin-top: .25rem; }
        .standfirst { font-weight: 600; }
        .caption, .footnote { font-size: .875rem; }
        blockquote { margin: .75rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
        .depth1 { margin-left: 1.25rem; } .depth2 { margin-left: 2.5rem; } .depth3 { margin-left: 3.75rem; } .depth4 { margin-left: 5rem; }
        .text table { font-size: .95rem; margin: .5rem 0; }
        .mark { color: inherit; padding: .05em .1em; text-decoration: none; }
        .mark.error { background: var(--error-tint); border-bottom: 3px solid var(--error); }
        .mark.warning { background: var(--warning-tint); border-bottom: 3px dashed var(--warning); }
        .mark.info { background: var(--info-tint); border-bottom: 3px dotted var(--info); }
        sup { font-size: .72em; font-weight: 700; line-height: 0; margin-left: .1em; }
        .also { margin-left: .15em; }
        .related { border-bottom: 2px solid var(--line); outline: 1px solid var(--line); outline-offset: 1px; }
        .open { border-bottom: 1px dotted var(--soft); }
        .now { box-shadow: 0 0 0 3px var(--paper), 0 0 0 5px var(--link); }
        .anchor:target + * { box-shadow: 0 0 0 3px var(--paper), 0 0 0 5px var(--link); }
        .finding { margin: 0 0 1rem; padding: .6rem .9rem .7rem; background: var(--tint); border: 1px solid var(--line); border-left: 5px solid; scroll-margin: 1rem; }
        .finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); border-left-style: dashed; } .finding.info { border-left-color: var(--info); border-left-style: dotted; }
        .finding:target, .finding:focus { background: var(--paper); }
        .head { display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: baseline; margin: 0; font-size: .875rem; color: var(--soft); }
        .number { min-width: 1.5rem; padding: 0 .35rem; text-align: center; font-weight: 700; color: var(--paper); background: var(--soft); border-radius: .75rem; }
        .chip { font-weight: 600; }
        .error .chip { color: var(--error); } .warning .chip { color: var(--warning); } .info .chip { color: var(--info); }
        .finding.silent { border-left-color: var(--line); } p.silent { margin: .2rem 0; }
        .finding h4 { margin: .35rem 0; font-size: 1.05rem; line-height: 1.4; }
        .where { margin: .25rem 0; }
        .at { font-variant-numeric: tabular-nums; font-size: .875rem; }
        .steps { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .4rem; margin: .5rem 0; font-variant-numeric: tabular-nums; }
        .steps p { display: contents; }
        .steps p.whole { display: block; grid-column: 1 / -1; margin: 0; color: var(--soft); }
        .steps p.long { display: block; grid-column: 1 / -1; margin: 0; } .steps p.long span { display: block; } .steps p.long span + span { padding-left: 1.25rem; }
        .steps p:not(.long) span:first-child { text-align: right; }
        .sum { margin: .5rem 0; }
        .sum th, .sum td { border: 0; padding: .05rem .75rem .05rem 0; background: none; font-weight: 400; }
        .sum .total th, .sum .total td { border-top: 2px solid var(--ink); font-weight: 600; }
        .picture { display: block; width: 100%; max-width: 27rem; margin: .6rem 0; font: 12.5px system-ui, sans-serif; }
        .picture text { fill: var(--ink); } .picture .mark-text { fill: var(--error); font-weight: 600; }
        .picture .axis { fill: var(--line); } .picture .part { fill: var(--info); stroke: var(--tint); stroke-width: 1; } .picture .other { fill: var(--soft); } .picture .middle { fill: var(--paper); }
        .picture .mark-line { stroke: var(--error); stroke-width: 2.5; fill: none; }
        .places, .repairs, .held { margin: .25rem 0; }
        del { text-decoration: line-through; } ins { text-decoration: none; font-weight: 700; }
        .likely { color: var(--good); font-weight: 600; font-size: .875rem; }
        .culprit { padding: .3rem .6rem; border: 1px solid var(--line); }
        .remedy { font-size: .95rem; }
        .line { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
        .reasons dt { margin-top: .5rem; } .reasons dd { margin: 0 0 0 1rem; }
        .held li { margin: .25rem 0; } .verdict { font-weight: 600; } .step { color: var(--soft); font-variant-numeric: tabular-nums; }
        details details { margin-left: 1rem; }
        @media (min-width: 62rem) {
          .pair { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); gap: 2.5rem; }
          .found { align-self: start; }
          .pair .found { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem .5rem 1rem .25rem; margin-top: -1rem; }
        }
        @media (max-width: 30rem) { body { padding: .75rem .9rem 2rem; } h1 { font-size: 1.35rem; } .counts div { min-width: 9rem; flex: 1; } .depth2, .depth3, .depth4 { margin-left: 2rem; } }
        @media print {
          :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --tint: #fff; --line: #aaa; --link: #000; --error: #8c1d18; --error-tint: #f6e3e1; --warning: #6b4000; --warning-tint: #f7eedb; --info: #08437f; --info-tint: #e6eef7; --good: #14532d; }
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          nav, .keys, .skip { display: none; }
          .pair { display: block; } .found { position: static; max-height: none; overflow: visible; }
          .head, h4, .where, .steps, .sum, tr, svg { break-inside: avoid; }
          .head, .where { break-after: avoid; }
          h2, h3, h4, h5 { break-after: avoid; }
          .scroll { overflow: visible; }
          .text { max-width: none; }
          .finding details:not([open]) { display: none; }
          .mark, .part, .number { print-color-adjust: exact; }
        }
        @media (forced-colors: active) { .mark { forced-color-adjust: auto; } .number { border: 1px solid; } }
        """;

    // J and K go from finding to finding, and the places of the one that has the focus are set off.
    private const string Script = """
        (() => {
          const cards = [...document.querySelectorAll('.finding')], keys = document.getElementById('keys');
          let at = -1;
          const show = card => {
            at = cards.indexOf(card);
            for (const old of document.querySelectorAll('.now')) old.classList.remove('now');
            const marks = [...document.querySelectorAll(`[data-f~="${card.id.slice(1)}"]`)];
            for (const mark of marks) mark.classList.add('now');
            return marks;
          };
          const go = step => {
            const card = cards[Math.min(Math.max(at + step, 0), cards.length - 1)];
            if (!card) return;
            card.focus({ preventScroll: true });
            const first = show(card).find(m => m.getAttribute('href') === `#${card.id}`);
            if (first && getComputedStyle(card.parentElement).position === 'sticky') first.scrollIntoView({ block: 'center' });
            card.scrollIntoView({ block: 'nearest' });
          };
          document.addEventListener('focusin', e => { const card = e.target.closest('.finding'); if (card) show(card); });
          document.addEventListener('keydown', e => {
            if (!keys.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input:not([type=checkbox]), textarea, select')) return;
            if (e.key === 'j') go(1); else if (e.key === 'k') go(-1);
          });
          if (cards.length > 1) keys.closest('p').hidden = false;
        })();
        """;

    private static readonly string StyleSheet = $"\n{Style.ReplaceLineEndings("\n")}\n";

    private static readonly string Keys = $"\n{Script.ReplaceLineEndings("\n")}\n";

    /// <summary>The whole page around a body.</summary>
    public static string Page(string language, string title, Markup body) => Markup.Of($"""
        <!doctype html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Markup.Raw(Hash(StyleSheet))}'; script-src 'sha256-{Markup.Raw(Hash(Keys))}'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <title>{title}</title>
        <style>{Markup.Raw(StyleSheet)}</style>
        </head>
        <body>
        {body}<script>{Markup.Raw(Keys)}</script>
        </body>
        </html>

        """).ToString().ReplaceLineEndings("\n");

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
