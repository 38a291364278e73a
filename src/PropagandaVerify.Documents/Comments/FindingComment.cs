using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Comments;

/// <summary>A finding as a comment.</summary>
/// <param name="Span">The words that it is about, in the text taken out of the file.</param>
/// <param name="Key">Told by what it says, so that the comment of a former run is known again.</param>
/// <param name="Lines">The message, the reckoning and the likely repair, and in the last line the rule with the key.</param>
/// <param name="Finding">The finding.</param>
internal sealed partial record FindingComment(TextSpan Span, string Key, IReadOnlyList<string> Lines, Finding Finding)
{
    /// <summary>By whom it is.</summary>
    public const string Author = "pverify";

    private const int DigitsOfKey = 12;

    /// <summary>The comments for the findings of a draft, in the order of the draft.</summary>
    public static IReadOnlyList<FindingComment> Of(Source source, IEnumerable<Finding> findings) =>
        [.. findings.Select(f => Of(source, f)).OfType<FindingComment>().DistinctBy(c => (c.Span, c.Key)).OrderBy(c => c.Span.Start)];

    /// <summary>The key in the last line of a comment; null for one that somebody else wrote.</summary>
    public static string? KeyIn(string lastLine) => LastLine().Match(lastLine) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>That there is no copy with comments of a file, and why.</summary>
    public static Diagnostic Unwritable(string path, string why, string help) => Diagnostic.OfFile(path, "D035", DiagnosticKind.Incomplete, $"no copy with comments was written: {why}", help);

    private static FindingComment? Of(Source source, Finding finding)
    {
        // What is wrong with a dataset or between two drafts may have its first place elsewhere.
        var places = finding.Related.Select(r => r.Place).Prepend(finding.Place).Where(p => ReferenceEquals(p.Source, source)).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        List<string> lines = [finding.Message, .. finding.Working.Steps];
        if (finding.Repairs.FirstOrDefault(r => r.IsLikely) is { } repair)
        {
            lines.Add($"{string.Join("; ", repair.Edits.Select(e => $"{e.Place.Text} → {e.Text}"))} ({repair.Reason})");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [finding.Rule, places[0].Text, .. lines])));
        var key = Convert.ToHexStringLower(hash)[..DigitsOfKey];
        return new FindingComment(places[0].Span, key, [.. lines, $"[{finding.Rule} {key}]"], finding);
    }

    [GeneratedRegex(@"^\[\S+ ([0-9a-f]{12})\]\s*$")]
    private static partial Regex LastLine();
}
