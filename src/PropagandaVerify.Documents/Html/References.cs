using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>Puts what references to characters (<c>&amp;eacute;</c>, <c>&amp;#8239;</c>) stand for at their own place in the source. What one stands for is the parser's to say.</summary>
internal sealed class References
{
    private const int LongestName = 32;

    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Text as long as its source in which each reference is its character and others that readers skip.</summary>
    /// <returns>Null when it would not say what the parser read.</returns>
    public string? Placed(ReadOnlySpan<char> source, string read)
    {
        if (source.SequenceEqual(read))
        {
            return read;
        }

        var placed = source.ToArray();
        var said = 0;
        for (var at = 0; at < source.Length;)
        {
            var reference = source[at] == '&' ? Reference(source[at..]) : [];
            if (reference.Length < 2)
            {
                if (said >= read.Length || read[said++] != source[at++])
                {
                    return null;
                }

                continue;
            }

            var words = Meaning(reference.ToString());
            if (words.Length > reference.Length || !read.AsSpan(said).StartsWith(words))
            {
                return null;
            }

            Put(reference, words, placed.AsSpan(at, reference.Length));
            at += reference.Length;
            said += words.Length;
        }

        return said == read.Length ? new string(placed) : null;
    }

    // What may follow the reference itself ("&notit;" is "¬it;") stays where it is.
    private static void Put(ReadOnlySpan<char> reference, ReadOnlySpan<char> words, Span<char> placed)
    {
        var same = 0;
        while (same < words.Length && reference[^(same + 1)] == words[^(same + 1)])
        {
            same++;
        }

        words[..^same].CopyTo(placed);
        placed[(words.Length - same)..^same].Fill(Characters.Ignorable);
    }

    private static ReadOnlySpan<char> Reference(ReadOnlySpan<char> source)
    {
        var end = 1;
        var longest = source.Length > 1 && source[1] == '#' ? int.MaxValue : LongestName;
        while (end < source.Length && end < longest && (char.IsAsciiLetterOrDigit(source[end]) || (end == 1 && source[end] == '#')))
        {
            end++;
        }

        return source[..(end < source.Length && source[end] == ';' ? end + 1 : end)];
    }

    private string Meaning(string reference)
    {
        if (!known.TryGetValue(reference, out var words))
        {
            using var source = new TextSource(reference);
            using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
            known.Add(reference, words = tokenizer.Get().Data);
        }

        return words;
    }
}
