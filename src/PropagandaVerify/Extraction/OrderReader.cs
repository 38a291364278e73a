using PropagandaVerify.Documents;

namespace PropagandaVerify.Extraction;

/// <summary>Finds lists whose introduction says in which order of their amounts the items stand: "par ordre décroissant".</summary>
internal sealed class OrderReader(Lexicon lexicon, IReadOnlyList<Passage> passages)
{
    public IEnumerable<ListMention> Ordered(IEnumerable<ListMention> lists)
    {
        var at = 0;
        foreach (var list in lists)
        {
            at = list.Span.Start < passages[at].Block.Span.Start ? 0 : at;
            while (at + 1 < passages.Count && passages[at + 1].Block.Span.Start <= list.Span.Start)
            {
                at++;
            }

            yield return list with { Order = OrderOf(list, at) };
        }
    }

    // In the sentence before the first item, or in the last sentence of the paragraph above a list of blocks.
    private string? OrderOf(ListMention list, int passage)
    {
        var isBlocks = list.Form is ListForm.Bullets or ListForm.Lines;
        if (isBlocks && (passage == 0 || passages[passage - 1] is { Block.Kind: not (BlockKind.Paragraph or BlockKind.Heading) } or { Tokens.Length: 0 }))
        {
            return null;
        }

        var introduction = passages[isBlocks ? passage - 1 : passage];
        var end = introduction.Tokens.Length;
        while (end > 0 && introduction.Tokens[end - 1].Span.Start >= list.Span.Start)
        {
            end--;
        }

        return end > 0 && lexicon.Names.Orders.Within(introduction.Tokens, introduction.SentenceAt(end - 1).Start, end) is var (_, _, order) ? order : null;
    }
}
