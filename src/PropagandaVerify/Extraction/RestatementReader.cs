using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Extraction;

/// <summary>A statement of the text and the cell of a table that it speaks of.</summary>
internal sealed record RestatementMention(StatementMention Statement, CellMention Cell);

/// <summary>
/// Finds statements about a cell of a table of the same draft: the labels of its row and column stand in the sentence, and every word of the statement stands in these labels or in
/// the table's caption, so that it cannot be about a part of it.
/// </summary>
internal sealed class RestatementReader(Lexicon lexicon, Document document)
{
    public List<RestatementMention> Read(IReadOnlyList<StatementMention> statements, IReadOnlyList<TableMention> tables)
    {
        var found = new List<RestatementMention>();
        foreach (var table in statements.Count == 0 ? [] : tables)
        {
            var caption = table.Caption is { } span ? Words(span) : [];
            var cells = table.Cells.Where(c => c is { Figure: not null, RowLabel: not null }).Select(c => (Cell: c, Row: Words(c.RowLabel!.Value), Column: c.ColumnLabels.SelectMany(Words).ToHashSet(StringComparer.Ordinal))).ToList();
            var isOneColumn = cells.Select(c => c.Cell.Column).Distinct().Count() == 1;
            foreach (var statement in statements)
            {
                var meant = cells.Where(c => c.Row.Count > 0 && IsOf(statement, c.Cell.Figure!) && c.Row.IsSubsetOf(statement.Sentence)
                    && (c.Column.IsSubsetOf(statement.Sentence) ? c.Column.Count > 0 || isOneColumn : isOneColumn && !c.Column.Any(w => char.IsAsciiDigit(w[0])))
                    && statement.Words.All(w => c.Row.Contains(w) || c.Column.Contains(w) || caption.Contains(w) || w == statement.Figure.Noun)).ToList();
                if (meant.Count == 1)
                {
                    found.Add(new RestatementMention(statement, meant[0].Cell));
                }
            }
        }

        return found;
    }

    private static bool IsOf(StatementMention statement, Figure cell) => statement.Figure.Unit == cell.Unit && statement.Figure.Measure == cell.Measure;

    // The words of a label that say something: no small words, no signs of a unit.
    private HashSet<string> Words(TextSpan span)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var text = Characters.Fold(document.Reading.AsSpan(span.Start, span.Length));
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] == '-' && i > start && i + 1 < text.Length && char.IsLetter(text[i + 1]))))
            {
                i++;
            }

            var word = text[start..i];
            var isSmall = word.Length < 2 || (lexicon.Find(word) is { } known && (lexicon.FunctionWords.Contains(known) || lexicon.Determiners.Contains(known) || lexicon.ScaleSigns.Contains(known)));
            if (!isSmall)
            {
                words.Add(word);
            }

            i += i == start ? 1 : 0;
        }

        return words;
    }
}
