using PropagandaVerify.Benchmarks.Quality;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>How much is read.</summary>
/// <param name="Text">Bytes of the text whose speed is measured.</param>
/// <param name="Growing">Bytes of ever longer texts; the last is compared with the first.</param>
/// <param name="Hostile">The same for texts made to be slow, each in a process of its own; the last is compared with the one before, since what they leave behind outgrows the processor's caches and the
/// collector's first generation on the way, which is a step and no growth.</param>
/// <param name="MostSeconds">A text that would take longer, judged by the one before, is not read.</param>
internal sealed record ExtractionSizes(int Text, IReadOnlyList<int> Growing, IReadOnlyList<int> Hostile, decimal Seconds, decimal MostSeconds)
{
    /// <summary>Whether each hostile text has a process of its own, which takes the time to start it.</summary>
    public bool IsApart { get; init; }

    public static ExtractionSizes Quick { get; } = new(2_000_000, [10_000, 1_000_000, 10_000_000], [10_000, 100_000, 1_000_000, 10_000_000], 1, 60) { IsApart = true };

    public static ExtractionSizes Full { get; } = Quick with { Growing = [10_000, 1_000_000, 10_000_000, 100_000_000], Seconds = 5, MostSeconds = 300 };
}

/// <summary>Measures how fast one thread reads text, what it allocates, and whether twice the text takes twice the time.</summary>
internal static class ExtractionArea
{
    private const decimal MostGrowth = 2;

    private const int WarmingUp = 100_000;

    public const string Name = "extraction";

    public static AreaResult Measure(ExtractionSizes sizes)
    {
        var measurements = new List<Measurement>();
        var misses = new List<string>();
        foreach (var corpus in CorpusReader.ReadAll().Select(c => c.Corpus).OfType<Corpus>().Where(c => Prose.Sentences.ContainsKey(c.Language)))
        {
            var extractor = new ExtractorUnderTest(corpus.Language);
            var text = GeneratedText.Of(corpus, sizes.Text);

            // The runtime compiles hot code anew while it runs; what is measured is the code that it settles on.
            Pace.Of(text[..Math.Min(text.Length, WarmingUp)], extractor.Everything, 3 * sizes.Seconds);
            var yield = extractor.Everything(text);
            if (yield.Figures == 0)
            {
                // Nothing is read at infinite speed.
                misses.Add($"--- {corpus.Language}: not one figure was read from {sizes.Text} bytes, so no speed is given");
                measurements.Add(new Measurement(Name, $"everything {corpus.Language}", 0, "MB/s"));
                continue;
            }

            misses.Add($"--- {corpus.Language}: {yield.Figures} figures, {yield.Rows} rows in {QualityArea.Words(text)} words");
            measurements.AddRange(Speed($"numbers and amounts {corpus.Language}", Pace.Of(text, extractor.Figures, 3 * sizes.Seconds)));
            measurements.AddRange(Speed($"everything {corpus.Language}", Pace.Of(text, extractor.Everything, 3 * sizes.Seconds)));
            measurements.AddRange(Texts(corpus, extractor, sizes));
            if (corpus.Language == "fr")
            {
                measurements.AddRange(Hostile(corpus.Language, sizes, misses));
            }
        }

        return new AreaResult(measurements, misses);
    }

    private static IEnumerable<Measurement> Speed(string what, Pace pace) =>
    [
        new(Name, what, pace.MegabytesPerSecond, "MB/s"),
        new(Name, $"{what}, allocated", pace.AllocatedPerByte, "KB/KB"),
    ];

    private static IEnumerable<Measurement> Texts(Corpus corpus, ExtractorUnderTest extractor, ExtractionSizes sizes)
    {
        var longest = GeneratedText.Of(corpus, sizes.Growing[^1]);
        var (paces, isWhole) = Growth.Of(n => longest[..Math.Min(n, longest.Length)], extractor, sizes.Growing, sizes);
        return [Line($"text {corpus.Language}", sizes.Growing[^1], paces[0], paces[^1], isWhole)];
    }

    private static IEnumerable<Measurement> Hostile(string language, ExtractionSizes sizes, List<string> misses)
    {
        foreach (var name in HostileTexts.All.Keys)
        {
            var (paces, isWhole) = sizes.IsApart ? Growth.Apart(name, language) : Growth.Of(HostileTexts.All[name], new ExtractorUnderTest(language), sizes.Hostile, sizes);
            misses.AddRange(paces.Select(p => $"--- {name}: {Words(p.Bytes)} in {p.NanosecondsPerByte:0} ns/byte, {p.AllocatedPerByte:0} KB/KB{(isWhole || p != paces[^1] ? "" : ", where reading broke off")}"));
            yield return Line(name, sizes.Hostile[^1], paces[^Math.Min(2, paces.Count)], paces[^1], isWhole);
        }
    }

    private static Measurement Line(string what, int wanted, Pace shorter, Pace last, bool isWhole) =>
        new(Name, $"{what}, {Words(last.Bytes)}{(isWhole ? "" : $" instead of {Words(wanted)}")}", last.NanosecondsPerByte, "ns/byte", Ratio: last.NanosecondsPerByte / shorter.NanosecondsPerByte)
        {
            MostRatio = MostGrowth,
            IsBrokenOff = !isWhole,
        };

    private static string Words(int bytes) => bytes >= 1_000_000 ? $"{bytes / 1_000_000} MB" : $"{bytes / 1_000} KB";
}
