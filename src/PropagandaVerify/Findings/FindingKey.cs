using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Findings;

/// <summary>
/// By what a finding is known again in a later run: its rule, the words it marks with a few around them or the key of their row in a dataset, and the figures that it holds against each other, as they are written. Where it
/// stands, what else the draft says and how the rule words its message are no part of it; another figure makes it another finding.
/// </summary>
/// <param name="Digest">A hash of the rule and the words, in 32 digits of hexadecimal.</param>
/// <param name="Occurrence">Which of the findings of a file that share the digest it is, from 1 in the order of the text.</param>
public sealed record FindingKey(string Digest, int Occurrence)
{
    // What the digest is of, where it was not asked for yet: most reports show none, and hashing wakes a library of its own.
    private readonly string? words;

    private FindingKey(int occurrence, string words)
        : this("", occurrence) => this.words = words;

    public string Digest { get => words is null || field.Length > 0 ? field : field = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16)); init; } = Digest;

    private const int WordsAround = 2;

    // A line may be as long as its file.
    private const int Reach = 200;

    // Separates what no folded text holds.
    private const char Next = '\0';

    public bool Equals(FindingKey? other) => other is not null && Occurrence == other.Occurrence && (words is not null && other.words is not null ? words == other.words : Digest == other.Digest);

    public override int GetHashCode() => HashCode.Combine(Digest, Occurrence);

    public override string ToString() => $"{Digest}:{Occurrence}";

    /// <summary>A key as <see cref="ToString"/> writes it; null for what is none.</summary>
    public static FindingKey? Parse(string text) =>
        text.Split(':') is [{ Length: 32 } digest, var number] && digest.All(char.IsAsciiHexDigitLower) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence) && occurrence > 0 ? new FindingKey(digest, occurrence) : null;

    /// <summary>The findings of a run, each with its key.</summary>
    public static IReadOnlyList<Finding> Given(IReadOnlyList<Finding> findings)
    {
        var keyed = findings.ToArray();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var at in Enumerable.Range(0, keyed.Length).OrderBy(i => findings[i].Place.Span.Start))
        {
            var words = WordsOf(findings[at]);
            var counted = findings[at].Place.Source.Path + Next + words;
            counts[counted] = counts.GetValueOrDefault(counted) + 1;
            keyed[at] = findings[at] with { Key = new FindingKey(counts[counted], words) };
        }

        return keyed;
    }

    private static string WordsOf(Finding finding)
    {
        // A row of a dataset is known by its key, whatever columns stand beside the one in question.
        var (before, after) = finding.Row is { } row ? (row.Dataset, row.ToString()) : Around(finding.Place);
        var key = new StringBuilder(finding.Rule).Append(Next).Append(before).Append(Next).Append(Written(finding.Place)).Append(Next).Append(after);

        // In the order of their words: which of its names a rule speaks of first is wording too.
        var others = finding.Related.Select(r => r.Place).Concat(finding.Working.Operands.Select(o => o.Place).OfType<Place>()).Where(p => p != finding.Place).Distinct().Select(Written).Order(StringComparer.Ordinal);
        foreach (var other in others)
        {
            key.Append(Next).Append(other);
        }

        return key.ToString();
    }

    // A line break within the words, or another kind of space or apostrophe, changes nothing.
    private static string Written(Place place) => Written(place.Text);

    /// <summary>Words as keys compare them.</summary>
    internal static string Written(string words) => string.Join(' ', Characters.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Words of the same line alone: a list or a table may get new lines around this one.
    private static (string Before, string After) Around(Place place)
    {
        var (text, span) = (place.Source.Text, place.Span);
        var start = span.Start;
        while (start > Math.Max(0, span.Start - Reach) && !Characters.IsLineBreak(text[start - 1]))
        {
            start--;
        }

        var before = Words(text[start..span.Start]);
        var after = Words(text[span.End..Characters.LineEnd(text, span.End, Math.Min(text.Length, span.End + Reach))]);
        return (string.Join(' ', before.TakeLast(WordsAround)), string.Join(' ', after.Take(WordsAround)));
    }

    private static List<string> Words(string line) => [.. Characters.Fold(line).Split(' ').Select(w => Characters.Key(w)).Where(w => w.Length > 0)];
}
