using System.Diagnostics;
using System.Globalization;
using PropagandaVerify.Benchmarks.Extraction;
using PropagandaVerify.Benchmarks.Quality;
using PropagandaVerify.Reports;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Drafts;

/// <summary>Measures how long a run takes over a hundred drafts once it has started, in a process that has done nothing else: code is compiled on the way, as for everybody.</summary>
internal static class DraftsArea
{
    private const int Count = 100;
    private const int Words = 1_000;
    private const int BytesPerWord = 8;
    private const int Rounds = 3;
    private const decimal MostSeconds = 2;

    public const string Name = "drafts";

    public static AreaResult Measure()
    {
        var runs = Enumerable.Range(0, Rounds).Select(_ => Own.Lines(Name).Select(l => decimal.Parse(l, CultureInfo.InvariantCulture)).ToList()).OrderBy(r => r[1]).ToList();
        var best = runs[0];
        return new AreaResult(
            [
                new Measurement(Name, "start-up, and one sentence", best[0], "s"),
                new Measurement(Name, $"{Count} drafts of {Words} words, all rules", best[1], "s") { Most = MostSeconds },
                new Measurement(Name, $"{Count} drafts of {Words} words, one at a time, second run", best[2], "s"),
                new Measurement(Name, $"{Count} drafts of {Words} words, side by side, second run", best[3], "s", Ratio: best[3] / best[2]),
            ],
            [$"--- {best[4]} words, {best[5]} figures, {best[6]} findings"]);
    }

    /// <summary>What the process does that measures.</summary>
    public static void Write(TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        var side = new Verifier(new VerifierOptions());
        side.Verify([new Source("first.txt", "Paris 2, Lyon 3, soit 5 au total.")]);
        output.WriteLine(Taken());
        var drafts = Sources();
        clock.Restart();
        var report = side.Verify(drafts);
        new TextReport(TextWriter.Null, color: false).Write(report);
        output.WriteLine(Taken());
        clock.Restart();
        new Verifier(new VerifierOptions { Jobs = 1 }).Verify(drafts);
        output.WriteLine(Taken());
        clock.Restart();
        side.Verify(drafts);
        output.WriteLine(Taken());
        output.WriteLine(drafts.Sum(d => QualityArea.Words(d.Text)));
        output.WriteLine(report.Files.Sum(f => f.Figures.Count));
        output.WriteLine(report.Findings.Count);

        string Taken() => ((decimal)clock.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    // A hundred pieces of running text, cut where a paragraph ends.
    private static List<Source> Sources()
    {
        var corpora = CorpusReader.ReadAll().Select(c => c.Corpus).OfType<Corpus>().Where(c => Prose.Sentences.ContainsKey(c.Language)).ToList();
        return [.. corpora.SelectMany(c => Pieces(GeneratedText.Of(c, Count / corpora.Count * Words * BytesPerWord)).Take(Count / corpora.Count).Select((t, i) => new Source($"{c.Language}-{i}.txt", t)))];
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new List<string>();
        var words = 0;
        foreach (var paragraph in text.Split("\n\n"))
        {
            piece.Add(paragraph);
            words += QualityArea.Words(paragraph);
            if (words >= Words)
            {
                yield return string.Join("\n\n", piece);
                piece.Clear();
                words = 0;
            }
        }
    }
}
