using System.Buffers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Html;

/// <summary>
/// A page as a tree whose text nodes hold, instead of words, the numbers of the stretches of source that they came from. The parser tells where its tokens stand, but not where it puts their
/// text. So the page is parsed twice: once for the stretches, then with each of them replaced by its number, in two characters that stand for nothing else.
/// </summary>
internal sealed class MarkedPage
{
    private const char FirstMark = '\uE000';
    private const int Marks = 6400;

    private static readonly SearchValues<char> Placed = SearchValues.Create([' ', '\t', '\n', '\f', .. Enumerable.Range(FirstMark, Marks).Select(c => (char)c)]);

    private MarkedPage(IHtmlDocument tree, IReadOnlyList<Stretch> stretches, IReadOnlyList<(TextSpan Span, string Words)> comments) => (Tree, Stretches, Comments) = (tree, stretches, comments);

    public IHtmlDocument Tree { get; }

    /// <summary>All text of the page in the order of the source; what is blank stands in no node.</summary>
    public IReadOnlyList<Stretch> Stretches { get; }

    /// <summary>The comments meant for this program, in the order of the source.</summary>
    public IReadOnlyList<(TextSpan Span, string Words)> Comments { get; }

    /// <summary>Parses a page; null when that would take more than the limits allow.</summary>
    public static MarkedPage? Parse(string text, Limits limits)
    {
        // To the parser the last code unit is the end of the text, and both line breaks of Windows are one character; as spaces they keep every offset.
        text = text.Replace('\uFFFF', '\uFFFD').Replace('\r', ' ');
        if (StretchesOf(text, new PageCost(limits)) is not var (found, comments))
        {
            return null;
        }

        var marked = new System.Text.StringBuilder(text.Length);
        var at = 0;
        for (var i = 0; i < found.Count; i++)
        {
            if (!found[i].IsBlank)
            {
                marked.Append(text, at, found[i].Span.Start - at).Append((char)(FirstMark + (i / Marks))).Append((char)(FirstMark + (i % Marks)));
                at = found[i].Span.End;
            }
        }

        marked.Append(text, at, text.Length - at);
        return new MarkedPage(Parser(null).ParseDocument(marked.ToString()), found, comments);
    }

    /// <summary>Whether a text node holds words that could not be placed in the source.</summary>
    public static bool HasUnplaced(IText node) => node.Data.AsSpan().ContainsAnyExcept(Placed);

    /// <summary>The numbers of the stretches of a text node.</summary>
    public static IEnumerable<int> NumbersIn(IText node)
    {
        var marks = node.Data;
        for (var i = 0; i + 1 < marks.Length; i++)
        {
            if (IsMark(marks[i]) && IsMark(marks[i + 1]))
            {
                yield return ((marks[i] - FirstMark) * Marks) + marks[i + 1] - FirstMark;
                i++;
            }
        }
    }

    /// <summary>The words of a node and of all in it.</summary>
    public string WordsOf(INode node) => string.Concat(node.GetDescendantsAndSelf().OfType<IText>().SelectMany(NumbersIn).Select(n => Stretches[n].Words)).Replace(Characters.Ignorable.ToString(), "", StringComparison.Ordinal);

    private static bool IsMark(char c) => c is >= FirstMark and < (char)(FirstMark + Marks);

    // A page within an attribute would be parsed in the midst of this one.
    private static HtmlParser Parser(Action<HtmlToken, TextRange>? onToken) => new(new HtmlParserOptions
    {
        DisableElementPositionTracking = true,
        OnToken = onToken,
        ShouldEmitAttribute = static (ref _, name) => !name.Span.SequenceEqual("srcdoc"),
    });

    private static (List<Stretch> Stretches, List<(TextSpan, string)> Comments)? StretchesOf(string text, PageCost cost)
    {
        var found = new List<Stretch>();
        var comments = new List<(TextSpan, string)>();
        var references = new References();
        HtmlToken? open = null;

        // A stretch reaches to where the next token begins.
        void Close(int end)
        {
            if (open is not null && open.Position.Index <= end)
            {
                var span = new TextSpan(open.Position.Index, end);
                var isBlank = !open.HasContent;
                if ((isBlank ? text[span.Start..end] : references.Placed(text.AsSpan(span.Start, span.Length), open.Data)) is { } words)
                {
                    found.Add(new Stretch(span, words, isBlank));
                }
            }
        }

        try
        {
            Parser((token, range) =>
            {
                Close(range.Start.Index);
                open = token.Type == HtmlTokenType.Character ? token : null;
                if (token.Type == HtmlTokenType.Comment && IgnoreComment.IsMeant(token.Data))
                {
                    comments.Add((new TextSpan(range.Start.Index, Math.Min(text.Length, range.End.Index)), token.Data));
                }

                cost.Count(token);
            }).ParseDocument(text);
        }
        catch (PageTooCostlyException)
        {
            return null;
        }

        return (found, comments);
    }
}

/// <summary>A stretch of the source between two tags.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Words">What it says, as long as its source: behind the character of a reference stand characters that readers skip.</param>
/// <param name="IsBlank">Whether there is nothing but white space in it.</param>
internal readonly record struct Stretch(TextSpan Span, string Words, bool IsBlank);
