using YamlDotNet.Core;

namespace PropagandaVerify.Text;

/// <summary>Where each character of a YAML scalar stands in its file. Most values stand there as they are; for the others it is worked out when first asked for.</summary>
internal sealed class ScalarPlaces
{
    private readonly string text;
    private readonly string value;
    private readonly ScalarStyle style;
    private readonly TextSpan span;
    private readonly int from;
    private readonly int length;
    private int[]? offsets;
    private bool? isVerbatim;

    public ScalarPlaces(string text, string value, ScalarStyle style, TextSpan span)
        : this(text, value, style, span, 0, value.Length)
    {
    }

    private ScalarPlaces(string text, string value, ScalarStyle style, TextSpan span, int from, int length)
    {
        this.text = text;
        this.value = value;
        this.style = style;
        this.span = span;
        this.from = from;
        this.length = length;
    }

    // Whether the value stands in the file as it is, without escapes, folds or indentation inside.
    private bool IsVerbatim => isVerbatim ??= style is not (ScalarStyle.Literal or ScalarStyle.Folded) && string.CompareOrdinal(text, span.Start + Lead, value, 0, value.Length) == 0;

    private int Lead => style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;

    /// <summary>The places of a part of the value.</summary>
    public ScalarPlaces From(int start, int end) => new(text, value, style, span, from + start, end - start) { offsets = offsets, isVerbatim = IsVerbatim };

    public TextSpan Of(int start, int end)
    {
        if (length == 0)
        {
            return span;
        }

        var first = At(Math.Min(start, length - 1)) + (start >= length ? 1 : 0);
        var last = end <= start ? first : At(Math.Min(end, length) - 1) + 1;
        return new TextSpan(first, Math.Max(first, last));
    }

    private int At(int index) => IsVerbatim ? Math.Min(span.Start + Lead + from + index, Math.Max(span.Start, text.Length - 1)) : (offsets ??= Aligned())[from + index];

    // The characters of a value stand in the file in the same order, with quotes, indentation, folds and the block
    // header between them, so one forward walk finds the place of each.
    private int[] Aligned()
    {
        var aligned = new int[value.Length];
        var at = span.Start;
        if (style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            var newline = text.IndexOf('\n', at);
            at = newline < 0 ? at : newline + 1;
        }
        else if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
        {
            at++;
        }

        for (var i = 0; i < aligned.Length; i++)
        {
            var c = value[i];
            if (!char.IsWhiteSpace(c))
            {
                while (at < span.End && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                if (style == ScalarStyle.DoubleQuoted && at < span.End && text[at] == '\\')
                {
                    at++;
                }
            }

            aligned[i] = Math.Min(at, Math.Max(span.Start, text.Length - 1));
            var escaped = style == ScalarStyle.SingleQuoted && c == '\'';
            at = Math.Min(span.End, at + (escaped ? 2 : 1));
        }

        return aligned;
    }
}
