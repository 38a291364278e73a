using System.Globalization;
using PropagandaVerify.Documents;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Extraction;

public class ExtractionPropertyTests
{
    private const string Alphabet = "0123456789 0123456789,.  ,;:()%€$£¥-–—/'’«»“”°§+&@#*|\n\t\u00A0\u202F\u00AD\u2212\u0660eaéßñIXVM";

    /// <summary>How many inputs; a million in a long run: PVERIFY_INPUTS=1000000 dotnet test --filter ExtractionPropertyTests.</summary>
    private static int Inputs => int.TryParse(Environment.GetEnvironmentVariable("PVERIFY_INPUTS"), CultureInfo.InvariantCulture, out var n) ? n : 3_000;

    [Fact]
    public void No_input_throws_or_yields_a_span_outside_the_text()
    {
        var texts = Directory.EnumerateFiles(Path.Combine(Repository.Cases, "drafts"), "draft.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        string[] languages = ["fr", "en", "de", "es"];
        Parallel.For(0, Inputs, seed =>
        {
            var random = new Random(seed);
            var text = Damaged(texts, random);
            var source = new Source(random.Next(4) == 0 ? "a.md" : "a.txt", text);
            var document = DocumentReader.Read(source, Limits.Default);
            document.Reading.Length.ShouldBe(text.Length);
            var options = new DraftOptions { Language = languages[seed % languages.Length], Published = random.Next(2) == 0 ? null : new DateOnly(2020, 10, 26) };
            var draft = new Extractor(Lexicons.Shipped, ReferenceData.Shipped, Limits.Default).Read(document, options);
            var (relations, _) = DraftFacts.Of(draft, ReferenceData.Shipped, new RowFactory(new Ledger()));
            foreach (var row in relations.SelectMany(r => r.Rows))
            {
                foreach (var span in (row.Places ?? []).Append(row.Place).OfType<Place>().Select(p => p.Span))
                {
                    (span.Start >= 0 && span.Start <= span.End && span.End <= text.Length).ShouldBeTrue($"seed {seed}: {span} in a text of {text.Length}, {row.Schema.Name}");
                }
            }
        });
    }

    // A piece of a draft with some characters, or stretches of another draft, put in, left out or doubled.
    private static string Damaged(List<string> texts, Random random)
    {
        var text = texts[random.Next(texts.Count)];
        var start = random.Next(text.Length);
        var piece = new System.Text.StringBuilder(text[start..Math.Min(text.Length, start + random.Next(20, 600))]);
        for (var n = random.Next(12); n > 0; n--)
        {
            var at = random.Next(piece.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    piece.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                    break;
                case 1 when at < piece.Length:
                    piece.Remove(at, Math.Min(piece.Length - at, random.Next(1, 12)));
                    break;
                case 2:
                    var other = texts[random.Next(texts.Count)];
                    var from = random.Next(other.Length);
                    piece.Insert(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 60))));
                    break;
                default:
                    piece.Insert(at, new string(Alphabet[random.Next(Alphabet.Length)], random.Next(1, 30)));
                    break;
            }
        }

        return piece.ToString();
    }
}
