namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>How the time grew with the length of a text.</summary>
/// <param name="Paces">One for each length that was read, shortest first.</param>
/// <param name="IsWhole">Whether all lengths were read; what is bound to take minutes is not waited for.</param>
internal sealed record Growth(IReadOnlyList<Pace> Paces, bool IsWhole)
{
    // The times of short texts are too uncertain to believe more of them.
    private const double Steepest = 2.5;

    private const int WarmingUp = 100_000;

    /// <summary>The word by which this program measures one hostile text and nothing else.</summary>
    public const string Command = "growth";

    /// <summary>Reads ever longer texts; the next one is left out where the time so far says that it would take too long.</summary>
    public static Growth Of(Func<int, string> text, ExtractorUnderTest extractor, IReadOnlyList<int> lengths, ExtractionSizes sizes)
    {
        List<Pace> paces = [Pace.Of(text(lengths[0]), extractor.Everything, sizes.Seconds)];
        var power = 1d;
        for (var i = 1; i < lengths.Count; i++)
        {
            var last = paces[^1];
            var growth = (double)lengths[i] / lengths[i - 1];
            if ((double)last.Seconds * Math.Pow(growth, power) > (double)sizes.MostSeconds)
            {
                return new Growth(paces, false);
            }

            var next = Pace.Of(text(lengths[i]), extractor.Everything, sizes.Seconds / 4);
            power = Math.Clamp(Math.Log((double)(next.Seconds / last.Seconds)) / Math.Log(growth), 1, Steepest);
            paces.Add(next);
        }

        return new Growth(paces, true);
    }

    /// <summary>Measures a hostile text in a process of its own, as a run of the program would meet it: the heap that other texts left behind makes a short text cheap and a long one dear.</summary>
    public static Growth Apart(string name, string language)
    {
        var lines = Own.Lines(Command, name, language);
        return new Growth([.. lines.SkipLast(1).Select(Pace.Parse)], lines[^1] == bool.TrueString);
    }

    /// <summary>What the process of <see cref="Apart"/> does.</summary>
    public static void Write(string name, string language, TextWriter output)
    {
        var extractor = new ExtractorUnderTest(language);
        var text = HostileTexts.All[name];
        Pace.Of(text(WarmingUp), extractor.Everything, ExtractionSizes.Quick.Seconds);
        var growth = Of(text, extractor, ExtractionSizes.Quick.Hostile, ExtractionSizes.Quick);
        foreach (var pace in growth.Paces)
        {
            output.WriteLine(pace.Line());
        }

        output.WriteLine(growth.IsWhole);
    }
}
