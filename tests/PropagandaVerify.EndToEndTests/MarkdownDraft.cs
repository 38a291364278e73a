using System.Text;
using Markdig;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.EndToEndTests;

/// <summary>A draft in Markdown as people would write it in other formats.</summary>
internal static class MarkdownDraft
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseSoftlineBreakAsHardlineBreak().Build();

    /// <summary>As a web page. Its headline is the title, where the text has none.</summary>
    public static string AsPage(string markdown)
    {
        var front = DocumentReader.Read(new Source("draft.md", markdown), Limits.Default).FrontMatter;
        var text = Body(markdown);
        var title = front.Title is { } said && !text.StartsWith("# ", StringComparison.Ordinal) ? $"<h1>{said}</h1>" : "";
        return $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><article>{title}{Markdown.ToHtml(text, Pipeline)}</article></body></html>";
    }

    /// <summary>As plain text: no marks, columns by spaces, notes by raised numbers.</summary>
    public static string AsText(string markdown)
    {
        var text = new StringBuilder();
        foreach (var line in Body(markdown).Split('\n'))
        {
            var plain = line.Replace("*", "", StringComparison.Ordinal).Replace("[^1]: ", "¹ ", StringComparison.Ordinal).Replace("[^1]", "¹", StringComparison.Ordinal).TrimStart('#', '>', ' ');
            if (plain.StartsWith("|-", StringComparison.Ordinal))
            {
                continue;
            }

            text.Append(plain.StartsWith('|') ? string.Concat(plain.Trim('|').Split('|').Select(c => c.Trim().PadRight(16))).TrimEnd() : plain).Append('\n');
        }

        return text.ToString();
    }

    private static string Body(string markdown) => markdown.StartsWith("---\n", StringComparison.Ordinal) ? markdown[(markdown.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..].TrimStart() : markdown;
}
