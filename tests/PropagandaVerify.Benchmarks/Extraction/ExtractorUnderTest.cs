using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>What the reading of a text gave; zero where the language is not read.</summary>
internal readonly record struct Yield(int Figures, int Rows);

/// <summary>The only place of the extraction benchmark that knows the library.</summary>
internal sealed class ExtractorUnderTest(string language)
{
    private static readonly DateOnly Published = new(2020, 10, 26);
    private readonly Verifier verifier = new(new VerifierOptions { UseShippedRules = false, Draft = new DraftOptions { Language = language, Published = Published } });
    private readonly Lexicon lexicon = Lexicons.Shipped.First(l => l.Language == language).Lexicon;

    /// <summary>Reads numbers and amounts alone: the text is cut into blocks and tokens, and each figure gets its value, unit and hedge, but nothing is related to anything.</summary>
    public Yield Figures(string text)
    {
        var document = DocumentReader.Read(new Source("draft.txt", text), Limits.Default);
        var tokenizer = new Tokenizer(document.Reading, lexicon, lexicon.DecimalMark, Limits.Default.MaxDigits);
        var reader = new FigureReader(lexicon, _ => false, Limits.Default.MaxFigure);
        var figures = new List<Figure>();
        for (var i = 0; i < document.Blocks.Count; i++)
        {
            var passage = new Passage(i, document.Blocks[i], tokenizer.Read(document.Blocks[i].Span), Scope.Body, lexicon);
            reader.Read(passage, new bool[passage.Tokens.Length], figures);
        }

        return new Yield(figures.Count, figures.Count);
    }

    /// <summary>Reads every relation.</summary>
    public Yield Everything(string text)
    {
        var relations = verifier.Facts(new Source("draft.txt", text)).Relations;
        return new Yield(relations.FirstOrDefault(r => r.Schema.Name == "figures")?.Rows.Count ?? 0, relations.Sum(r => r.Rows.Count));
    }
}
