using System.Globalization;
using System.Text;
using System.Xml;
using PropagandaVerify.Findings;
using PropagandaVerify.Quantities;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>
/// Writes a report as JUnit's XML: a suite for each file, in it a case for each rule that looked at something there. A case fails by findings that make the run fail; milder ones
/// and what could not be decided stand in its output. One that could decide nothing is skipped.
/// </summary>
public sealed class JUnitReport(TextWriter output, Severity failOn = Severity.Error)
{
    private const int MostUndecided = 20;

    // The suite of what stands in no file.
    private const string Run = "pverify";

    public void Write(Report report)
    {
        var suites = Paths(report).Select(p => (Path: p, Cases: Cases(report, p))).Where(s => s.Cases.Count > 0).ToList();

        // The writer would name the encoding of its own buffer.
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, Run, [.. suites.SelectMany(s => s.Cases)]);
            foreach (var (path, cases) in suites)
            {
                xml.WriteStartElement("testsuite");
                WriteCounts(xml, path, cases);
                foreach (var one in cases)
                {
                    Write(xml, path, one);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        output.WriteLine();
    }

    private static IEnumerable<string> Paths(Report report) =>
        report.Files.Select(f => f.Path).Concat(report.Findings.Select(f => f.Place.Source.Path)).Concat(report.Checked.Select(c => c.Place?.Source.Path ?? Run)).Concat(Broken(report).Select(d => d.Path ?? Run)).Distinct();

    // In the suite of the file where the rule's last finding stands.
    private static int LeftOut(Report report, string rule, string path) =>
        report.Findings.LastOrDefault(f => f.Rule == rule)?.Place.Source.Path == path ? report.LeftOut.FirstOrDefault(l => l.Rule == rule).Count : 0;

    private static IEnumerable<Diagnostic> Broken(Report report) => report.Diagnostics.Where(d => d.Kind != DiagnosticKind.Note);

    private List<Case> Cases(Report report, string path)
    {
        var found = report.Findings.Where(f => f.Place.Source.Path == path).ToLookup(f => f.Rule);
        var held = report.Checked.Where(c => (c.Place?.Source.Path ?? Run) == path).ToLookup(c => c.Rule);
        var rules = found.Select(g => g.Key).Union(held.Select(g => g.Key)).Order(StringComparer.Ordinal);
        return
        [
            .. Broken(report).Where(d => (d.Path ?? Run) == path).Select(d => new Case(d.Code) { Error = d }),
            .. rules.Select(r => new Case(r)
            {
                LeftOut = LeftOut(report, r, path),
                Failures = [.. found[r].Where(f => f.IsOpen && f.Severity >= failOn)],
                Milder = [.. found[r].Where(f => f.IsOpen && f.Severity < failOn)],
                Suppressed = [.. found[r].Where(f => !f.IsOpen)],
                Undecided = [.. held[r].Where(c => c.Verdict == Verdict.Undecidable)],
                HasDecided = found[r].Any(f => f.IsOpen) || held[r].Any(c => c.Verdict != Verdict.Undecidable),
            }),
        ];
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<Case> cases)
    {
        xml.WriteAttributeString("name", Safe(name));
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Failures.Count > 0)));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Error is not null)));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.IsSkipped)));
    }

    private static void Write(XmlWriter xml, string path, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Safe(one.Name));
        xml.WriteAttributeString("classname", Safe(path));
        if (one.Error is { } error)
        {
            WriteElement(xml, "error", error.Message, error.Code, error.Help is null ? error.Message : $"{error.Message}\n{error.Help}");
        }
        else if (one.Failures.Count > 0)
        {
            var first = $"{one.Failures[0].Place.Where}: {one.Failures[0].Message}{(one.Failures.Count + one.LeftOut > 1 ? $" (and {one.Failures.Count - 1 + one.LeftOut} more)" : "")}";
            WriteElement(xml, "failure", first, one.Failures[0].Severity.ToString().ToLowerInvariant(), string.Join("\n\n", one.Failures.Select(Told)));
        }
        else if (one.IsSkipped)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Safe(one.Suppressed.Count > 0 ? one.Suppressed[0].Suppression!.Told : one.Undecided[0].Why ?? "undecided"));
            xml.WriteEndElement();
        }

        var rest = one.Milder.Select(f => $"{f.Severity.ToString().ToLowerInvariant()}: {Told(f)}")
            .Concat(one.Suppressed.Select(f => $"{f.Suppression!.Told}\n{Told(f)}"))
            .Concat(one.LeftOut > 0 ? [$"and {one.LeftOut} more findings of this rule, which are not shown"] : [])
            .Concat(one.Undecided.Take(MostUndecided).Select(c => $"undecided: {c.Place?.Located} {c.Why}"))
            .Concat(one.Undecided.Count > MostUndecided ? [$"and {one.Undecided.Count - MostUndecided} more undecided"] : []).ToList();
        if (rest.Count > 0)
        {
            xml.WriteElementString("system-out", Lines(string.Join('\n', rest)));
        }

        xml.WriteEndElement();
    }

    private static void WriteElement(XmlWriter xml, string name, string message, string type, string text)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("message", Safe(message));
        xml.WriteAttributeString("type", type);
        xml.WriteString(Lines(text));
        xml.WriteEndElement();
    }

    private static string Told(Finding finding) => string.Join('\n', new[] { $"{finding.Place.Located}: {finding.Message}" }
        .Concat(finding.Working.Steps.Select(s => $"= {s}"))
        .Concat(finding.Related.Select(r => $": {r.Place.Located} {TextReport.Shortened(r.Place.Text)}"))
        .Concat(finding.Repairs.Select(r => $"? {TextReport.Told(r)}"))
        .Concat(finding.Culprit is { } culprit ? [$"! {culprit.Note}"] : [])
        .Select(Safe));

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Safe));

    // XML has no place for some characters, not even escaped.
    private static string Safe(string text)
    {
        var safe = new StringBuilder(Terminal.Printable(text));
        for (var i = 0; i < safe.Length; i++)
        {
            if (i + 1 < safe.Length && XmlConvert.IsXmlSurrogatePair(safe[i + 1], safe[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(safe[i]))
            {
                safe[i] = '\uFFFD';
            }
        }

        return safe.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Name)
    {
        public Diagnostic? Error { get; init; }

        public IReadOnlyList<Finding> Failures { get; init; } = [];

        public IReadOnlyList<Finding> Milder { get; init; } = [];

        public IReadOnlyList<Finding> Suppressed { get; init; } = [];

        public IReadOnlyList<Checked> Undecided { get; init; } = [];

        public int LeftOut { get; init; }

        public bool HasDecided { get; init; }

        public bool IsSkipped => Error is null && !HasDecided;
    }
}
