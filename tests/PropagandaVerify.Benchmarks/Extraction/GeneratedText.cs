using System.Text;
using PropagandaVerify.Benchmarks.Quality;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>Plain text in the manner of reporting: about one sentence in three holds figures, paragraphs have four to six sentences.</summary>
internal static class GeneratedText
{
    private const int Seed = 20_201_026;

    public static string Of(Corpus corpus, int bytes)
    {
        var random = new Random(Seed);
        var generator = new Generator(corpus);
        var templates = corpus.Templates.Where(t => !t.IsMarkdown).ToList();
        var prose = Prose.Sentences[corpus.Language];
        var text = new StringBuilder();
        var written = 0;
        for (var n = 0; written < bytes; n++)
        {
            var paragraph = Paragraph(n);
            written += Encoding.UTF8.GetByteCount(paragraph);
            text.Append(paragraph);
        }

        return text.ToString();

        string Paragraph(int n)
        {
            var sentences = new List<string>();
            var blocks = new List<string>();
            for (var left = random.Next(4, 7); left > 0; left--)
            {
                // A template may hold several sentences; together with what else has a figure they are a third.
                var filled = random.Next(3) == 0 && templates.Count > 0 ? generator.Fill(templates[random.Next(templates.Count)], n)?.Text : null;
                (filled?.Contains('\n', StringComparison.Ordinal) == true ? blocks : sentences).Add(filled ?? prose[random.Next(prose.Length)]);
            }

            return string.Concat(blocks.Prepend(string.Join(' ', sentences)).Where(b => b.Length > 0).Select(b => b + "\n\n"));
        }
    }
}
