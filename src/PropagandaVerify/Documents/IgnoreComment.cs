using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>A comment in a draft by which its author answers for findings: <c>pverify: ignore RULE… [until DATE]: REASON</c>, or <c>ignore-file</c> for the whole draft.</summary>
/// <param name="Rules">The rules that it names.</param>
/// <param name="Reason">Why they may be ignored, never empty.</param>
/// <param name="Place">Where it stands in the source, or what it hangs on where it stands beside the text.</param>
public sealed record IgnoreComment(IReadOnlyList<string> Rules, string Reason, TextSpan Place)
{
    private const string Head = "pverify:";
    private const string WithoutColon = "pverify ignore";
    private const string Ignore = "ignore";
    private const string IgnoreFile = "ignore-file";
    private const string Form = "write `pverify: ignore RULE: the reason`, or `pverify: ignore RULE until 2027-01-31: the reason`";

    /// <summary>The last day on which it counts; null where it has none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who wrote it; null where that is not told.</summary>
    public string? Author { get; init; }

    /// <summary>The stretch of the text that it goes for; null for the whole draft.</summary>
    public TextSpan? Over { get; init; }

    /// <summary>Whether a comment is meant for this program.</summary>
    internal static bool IsMeant(string words) => words.AsSpan().TrimStart() is var said && (said.StartsWith(Head, StringComparison.OrdinalIgnoreCase) || said.StartsWith(WithoutColon, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the words of a comment that is meant for this program. One with a mistake counts for nothing.</summary>
    /// <param name="over">What it goes for, unless it says that it goes for the whole draft.</param>
    internal static (IgnoreComment? Comment, Diagnostic? Diagnostic) Read(Source source, string words, TextSpan place, TextSpan over)
    {
        (IgnoreComment?, Diagnostic?) Wrong(string message, string help = Form) => (null, Diagnostic.At(source, place, "S001", DiagnosticKind.Note, $"the comment ignores nothing: {message}", help));

        if (!words.AsSpan().TrimStart().StartsWith(Head, StringComparison.OrdinalIgnoreCase))
        {
            return Wrong("no colon stands behind `pverify`");
        }

        var said = words.Trim()[Head.Length..];
        var colon = said.IndexOf(':', StringComparison.Ordinal);
        var names = (colon < 0 ? said : said[..colon]).Split([' ', '\t', '\r', '\n', ',', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var reason = colon < 0 ? "" : string.Join(' ', said[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (names is not [Ignore or IgnoreFile, ..])
        {
            return Wrong(names.Count == 0 ? "it says nothing" : $"`{names[0]}` is neither `{Ignore}` nor `{IgnoreFile}`");
        }

        var isWhole = names[0] == IgnoreFile;
        names.RemoveAt(0);
        DateOnly? until = null;
        if (names.IndexOf("until") is >= 0 and var at)
        {
            if (at + 2 != names.Count || !DateOnly.TryParseExact(names[at + 1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return Wrong(at + 2 > names.Count ? "no day stands behind `until`" : at + 2 < names.Count ? $"`{names[at + 2]}` stands behind the day" : $"`{names[at + 1]}` is no day", "write `until 2027-01-31`, the last day on which it counts, then a colon and the reason");
            }

            until = day;
            names.RemoveRange(at, 2);
        }

        return names.Count == 0 ? Wrong("it names no rule", "name the rules whose findings it is about; `pverify check` shows them in brackets")
            : reason.Length == 0 ? Wrong("it gives no reason", $"write `pverify: {(isWhole ? IgnoreFile : Ignore)} {string.Join(' ', names)}: the reason`")
            : (new IgnoreComment(names, reason, place) { Until = until, Over = isWhole ? null : over }, null);
    }
}
