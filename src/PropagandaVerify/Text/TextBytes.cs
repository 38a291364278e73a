using System.Text;

namespace PropagandaVerify.Text;

/// <summary>How many bytes text takes in the encoding that its file was read in.</summary>
internal static class TextBytes
{
    /// <summary>The mark of an encoding that bytes begin with: the name of the encoding, and how many bytes the mark takes; no name and none where there is none.</summary>
    public static (string? Encoding, int Length) MarkOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? ("utf-8", 3)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? ("utf-16le", 2)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? ("utf-16be", 2)
        : (null, 0);

    /// <summary>How many bytes the mark of an encoding takes.</summary>
    public static int MarkLength(string encoding) => encoding is "utf-16le" or "utf-16be" ? 2 : 3;

    /// <summary>Whether the bytes of text in an encoding can be counted: one whose characters are all written in one way.</summary>
    public static bool CanCount(string encoding) => encoding is "utf-8" or "utf-16le" or "utf-16be" or "windows-1252" || CodePagesEncodingProvider.Instance.GetEncoding(encoding) is { IsSingleByte: true };

    /// <summary>How many bytes a stretch takes in an encoding that can be counted. A stretch that ends inside a pair of surrogates takes half of its bytes.</summary>
    public static int Of(ReadOnlySpan<char> text, string encoding)
    {
        if (encoding is "utf-16le" or "utf-16be")
        {
            return 2 * text.Length;
        }

        if (encoding is not "utf-8")
        {
            return text.Length;
        }

        // Each half of a pair counts for two bytes, so that the counts of stretches add up wherever they part.
        var first = text.Length > 0 && char.IsLowSurrogate(text[0]) ? 1 : 0;
        var last = text.Length > first && char.IsHighSurrogate(text[^1]) ? 1 : 0;
        return Encoding.UTF8.GetByteCount(text[first..^last]) + (2 * (first + last));
    }
}
