using System.Diagnostics;
using PropagandaVerify.Extraction;
using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Benchmarks.Repairs;

/// <summary>A repair as the benchmark sees it.</summary>
/// <param name="Place">Null when it says that something is missing.</param>
internal sealed record Proposal(TextSpan? Place, string Words);

/// <summary>An error or warning with its repairs, likeliest first; some rules offer none.</summary>
internal sealed record Alarm(string Rule, IReadOnlyList<Proposal> Repairs);

/// <summary>The only place that knows the library: runs the pipeline over a text and gives what it says about it.</summary>
internal sealed class VerifierUnderTest
{
    private readonly Dictionary<DateOnly, Verifier> verifiers = [];
    private readonly Stopwatch watch = new();
    private int runs;

    public decimal MillisecondsPerRun => runs == 0 ? 0 : (decimal)watch.Elapsed.TotalMilliseconds / runs;

    /// <summary>The errors and warnings of a text, in the report's order.</summary>
    public IReadOnlyList<Alarm> Alarms(string text, DateOnly published)
    {
        if (!verifiers.TryGetValue(published, out var verifier))
        {
            verifiers.Add(published, verifier = new Verifier(new VerifierOptions { Draft = new DraftOptions { Published = published } }));
        }

        runs++;
        watch.Start();
        var report = verifier.Verify([new Source("draft.txt", text)]);
        watch.Stop();
        return [.. report.Findings.Where(f => f.Severity >= Severity.Warning).Select(f => new Alarm(f.Rule, [.. f.Repairs.Select(Proposed)]))];
    }

    /// <summary>The text with the repairs that stand out applied.</summary>
    public string Fixed(string text, DateOnly published) =>
        new Fixer(verifiers[published]).Fix(new Source("draft.txt", text), [], f => f.Severity >= Severity.Warning ? f.Repairs.FirstOrDefault(r => r.IsLikely) : null).Fixed.Text;

    /// <summary>The values of all figures of a text, in order: "6 300 000" and "6,3 millions" are the same.</summary>
    public string Figures(string text, DateOnly published) =>
        string.Join(' ', verifiers[published].Facts(new Source("draft.txt", text)).Relations.Single(r => r.Schema.Name == "figures").Rows.Select(r => ((Value.Number)r.Values[0]).Quantity.Value));

    private static Proposal Proposed(Repair repair) => new(repair.Place?.Span, $"{repair.Place?.Text ?? "-"} → {repair.Replacement ?? "-"} ({repair.Reason})");
}
