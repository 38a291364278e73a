using PropagandaVerify.Facts;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The sentence around a place as people read it, without markup, as far as its line goes and within a bound.</summary>
/// <param name="Before">What stands before the words of the place, with an ellipsis where it was cut.</param>
/// <param name="Words">The words of the place.</param>
/// <param name="After">What stands behind them.</param>
internal readonly record struct QuotedSentence(string Before, string Words, string After)
{
    private const int Reach = 160;

    public static QuotedSentence Of(Place place)
    {
        var (text, span) = (place.Source.Text, place.Span);
        var start = span.Start;
        while (start > 0 && span.Start - start < Reach && !Characters.IsLineBreak(text[start - 1]) && !EndsSentence(text, start))
        {
            start--;
        }

        var end = span.End;
        var limit = Math.Min(text.Length, span.End + Reach);
        while (end < limit && !Characters.IsLineBreak(text[end]) && !(end > span.End && EndsSentence(text, end)))
        {
            end++;
        }

        start += start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        var cutBefore = span.Start - start >= Reach ? "…" : "";
        var cutAfter = end == limit && limit < text.Length ? "…" : "";
        return new QuotedSentence(cutBefore + place.Source.WordsOf(new TextSpan(start, span.Start)).TrimStart(), place.Text, place.Source.WordsOf(new TextSpan(span.End, end)).TrimEnd() + cutAfter);
    }

    // Behind a full stop after a word; one behind a digit may be part of an ordinal or a date.
    private static bool EndsSentence(string text, int at) =>
        at >= 2 && at < text.Length && Characters.IsSpace(text[at]) && text[at - 1] is '.' or '!' or '?' && (text[at - 1] != '.' || char.IsLetter(text[at - 2]) || text[at - 2] is ')' or '»' or '"' or '”');
}
