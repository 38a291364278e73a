using PropagandaVerify.Facts;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Reports;

/// <summary>Reports for the tests of their writers.</summary>
internal static class ReportSamples
{
    /// <summary>What a hostile draft may hold: control characters, marks of direction, commands, markup.</summary>
    public const string Hostile = "\u001b[31m=1+1 100% ::error::x | @all #1 <b> [a](1) {0} $a$ `c`\u202E\uFFFE, \"q\"";

    public static Report Of(params Finding[] findings) => new()
    {
        Files = [], Findings = findings, Checked = [], Diagnostics = [], Evaluated = new Dictionary<string, int>(), MatchedNothing = [],
    };

    public static Finding Finding(string text, int start, int end, string path = "draft.md", string message = "It is wrong.", Severity severity = Severity.Error, Source? source = null)
    {
        var place = new Place(source ?? new Source(path, text), new TextSpan(start, end));
        return new Finding { Rule = "it-is-wrong", Severity = severity, Verdict = Verdict.Impossible, Message = message, Place = place, Working = Working.None };
    }

    /// <summary>A finding whose every word is hostile.</summary>
    public static Finding HostileFinding()
    {
        var finding = Finding(Hostile, 0, Hostile.Length, $"{Hostile}.md", Hostile);
        return finding with
        {
            Related = [new RelatedPlace(finding.Place, Hostile)],
            Working = new Working { Steps = [Hostile] },
            Repairs = [new Repair(Hostile, finding.Place, [new TextEdit(finding.Place, Hostile)])],
        };
    }

    public static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }

    /// <summary>The reports of all drafts and datasets among the cases, one each.</summary>
    public static IEnumerable<(string Path, Report Report)> OfCases()
    {
        var verifier = new Verifier(new VerifierOptions());
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Cases, "drafts"), "draft.md", SearchOption.AllDirectories).Where(p => p.Contains("-errors", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return (path, verifier.Verify([new Source(path, File.ReadAllText(path))]));
        }
    }
}
