using System.Net;
using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Reports;

/// <summary>Writes a rule's page as HTML that needs no other file. What stands in a rule is Markdown at most: its HTML is shown as text, its links lead to pages only.</summary>
public static class RuleWebPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d232b; --soft: #57606a; --paper: #fff; --tint: #f3f5f7; --line: #d5dae0; --link: #0a58a8; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #a3adb8; --paper: #14181d; --tint: #1f252c; --line: #39424c; --link: #7db8f5; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 50rem; padding: 1rem 1.25rem 3rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
        a { color: var(--link); }
        a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 1rem 0 .25rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
        p, ul { margin: .5rem 0; }
        ul { padding-left: 1.25rem; }
        .said { display: flex; gap: .75rem; align-items: baseline; }
        .code { flex: none; min-width: 1.6rem; color: var(--soft); font-size: .8rem; }
        .said > div { min-width: 0; }
        pre { overflow-x: auto; margin: .5rem 0; padding: .6rem .8rem; background: var(--tint); border: 1px solid var(--line); border-radius: 4px; font-size: .9rem; line-height: 1.45; }
        pre.draft { white-space: pre-wrap; }
        pre + p { margin-top: .25rem; color: var(--soft); font-size: .9rem; }
        code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
        table { border-collapse: collapse; }
        th, td { padding: .3rem .8rem; border: 1px solid var(--line); text-align: left; }
        th { background: var(--tint); }
        @media (max-width: 30rem) { body { padding: .75rem .9rem 2rem; } h1 { font-size: 1.35rem; } }
        @media print {
          :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --tint: #fff; --line: #aaa; --link: #000; }
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          nav { display: none; }
          pre { white-space: pre-wrap; break-inside: avoid; }
          h2 { break-after: avoid; }
        }
        """;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>The page of a rule; other rules with a page are those that <c>see</c> may lead to.</summary>
    public static string Of(Rule rule, IReadOnlySet<string>? pages = null)
    {
        var body = new StringBuilder("<header>\n<nav aria-label=\"Rules\"><a href=\"index.html\">All rules</a></nav>\n</header>\n<main>\n").Append("<h1>").Append(Escaped(rule.Id)).Append("</h1>\n");
        foreach (var part in RulePage.Parts(rule, pages ?? new HashSet<string>()))
        {
            Write(body, part);
        }

        return Page(rule.Id, body.Append("</main>\n").ToString());
    }

    /// <summary>The list of pages, <c>index.html</c>.</summary>
    public static string Index(IEnumerable<Rule> rules) => Page("Rules", $"<main>\n{Html(RulePage.Index(rules))}</main>\n");

    private static void Write(StringBuilder body, PagePart part)
    {
        if (part.Heading is not null)
        {
            var id = part.Heading.ToLowerInvariant().Replace(' ', '-');
            body.Append($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{part.Heading}</h2>\n");
        }

        foreach (var (language, text) in part.Texts)
        {
            var html = Html(text);
            body.Append(language is null ? html
                : part.Texts.Count == 1 ? $"<div lang=\"{Escaped(language)}\">\n{html}</div>\n"
                : $"<div class=\"said\"><span class=\"code\">{Escaped(language)}</span>\n<div lang=\"{Escaped(language)}\">\n{html}</div></div>\n");
        }

        body.Append(part.Heading is null ? "" : "</section>\n");
    }

    private static string Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // A page fetches nothing, so a picture is only linked to.
            link.IsImage = false;
            link.GetDynamicUrl = null;
            link.Url = Target(link.Url);
            if (link.Url is null)
            {
                link.ReplaceBy(new ContainerInline());
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && Target(l.Url) is null).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);

        // A draft wraps; any other long line scrolls inside its box, which must be reachable by the keyboard.
        return text.ToString()
            .Replace("<pre><code class=\"language-text\">", "<pre class=\"draft\"><code>", StringComparison.Ordinal)
            .Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
    }

    // Web addresses stay, and a page beside this one has another ending here; whatever else it may be is no link.
    private static string? Target(string? url) =>
        url is null ? null
        : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith('#') ? url
        : url.EndsWith(".md", StringComparison.Ordinal) && Rule.IsId(url[..^3]) ? url[..^3] + ".html"
        : null;

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Escaped(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}</body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
