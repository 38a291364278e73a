using System.Text.Json;
using PropagandaVerify.Documents;
using PropagandaVerify.Tests.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.EndToEndTests;

/// <summary>
/// One draft in six formats has the same findings, each at its own place in each file. A real word processor makes the files that are no text. What differs, and rightly: plain text and PDF say
/// neither what is a headline nor what heads a table, and a PDF not even what is a paragraph; readers tell it by place and type. The drafts here are such that it can be told.
/// </summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly string[] Converted = ["odt", "docx", "pdf"];

    private readonly string folder = Directory.CreateTempSubdirectory("pverify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LibreOfficeFact]
    public void A_draft_has_the_same_findings_in_six_formats_and_each_stands_at_its_words()
    {
        var draft = File.ReadAllText(Path.Combine(Pverify.Root, "tests", "cases", "formats", "harbour", "draft.md"));
        File.WriteAllText(Path.Combine(folder, "draft.md"), draft);
        File.WriteAllText(Path.Combine(folder, "draft.txt"), MarkdownDraft.AsText(draft));
        File.WriteAllText(Path.Combine(folder, "draft.html"), MarkdownDraft.AsPage(draft));
        LibreOffice.Convert(folder, "odt", "draft.html");
        LibreOffice.Convert(folder, "docx", "draft.odt");
        LibreOffice.Convert(folder, "pdf", "draft.odt");
        List<string>? expected = null;
        foreach (var format in (string[])["md", "txt", "html", .. Converted])
        {
            var result = Pverify.RunIn(folder, null, "check", $"draft.{format}", "--no-config", "--published", "2022-06-09", "--language", "en", "--format", "json");
            result.ExitCode.ShouldBe(1, result.Error);
            using var report = JsonDocument.Parse(result.Output);
            var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToList();
            var told = findings.ConvertAll(f => $"{f.GetProperty("rule")} {Words(f)}: {f.GetProperty("message")} {string.Join(", ", f.GetProperty("related").EnumerateArray().Select(Words).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal).ToList();
            expected ??= told;
            told.ShouldBe(expected, format);
            var file = PlacesInFile.Of(Path.Combine(folder, $"draft.{format}"));
            foreach (var place in findings.Concat(findings.SelectMany(f => f.GetProperty("related").EnumerateArray())))
            {
                file.WordsAt(place).ShouldContain(Words(place), Case.Sensitive, $"{format} {place}");
            }
        }

        expected.ShouldNotBeNull().Select(f => f.Split(' ')[0]).Distinct().Count().ShouldBeGreaterThan(4);
    }

    [LibreOfficeFact]
    public void The_drafts_of_the_cases_have_the_same_findings_once_a_word_processor_wrote_them()
    {
        var cases = Path.Combine(Pverify.Root, "tests", "cases", "drafts");
        var drafts = Directory.EnumerateDirectories(cases).Where(d => File.Exists(Path.Combine(d, "draft.md"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToList();
        drafts.ForEach(d => File.WriteAllText(Path.Combine(folder, $"{d}.html"), MarkdownDraft.AsPage(File.ReadAllText(Path.Combine(cases, d, "draft.md")))));
        LibreOffice.Convert(folder, "odt", [.. drafts.Select(d => $"{d}.html")]);
        LibreOffice.Convert(folder, "docx", [.. drafts.Select(d => $"{d}.odt")]);
        LibreOffice.Convert(folder, "pdf", [.. drafts.Select(d => $"{d}.odt")]);
        // What a word processor keeps of a draft is its text, not what its front matter says of it.
        var documents = new Dictionary<Source, Document>();
        foreach (var draft in drafts)
        {
            var written = DocumentReader.Read(new Source($"{draft}.md", File.ReadAllText(Path.Combine(cases, draft, "draft.md"))), Limits.Default);
            documents.Add(written.Source, written);
            foreach (var path in Formats(draft).Select(n => Path.Combine(folder, n)))
            {
                var (read, diagnostic) = DraftFormats.Read(Path.GetFileName(path), File.ReadAllBytes(path), DraftFormats.Of(path)!.Value, Limits.Default);
                diagnostic.ShouldBeNull();
                documents.Add(read.ShouldNotBeNull().Source, read with { FrontMatter = written.FrontMatter });
            }
        }

        var report = new Verifier(new VerifierOptions { DocumentOf = documents.GetValueOrDefault, MessageLanguage = "en" }).Verify([.. documents.Keys]);
        var findings = report.Findings.ToLookup(f => f.Place.Source.Path, f => $"{f.Rule} {Words(f.Place.Source.WordsOf(f.Place.Span))}: {f.Message}");
        foreach (var draft in drafts)
        {
            foreach (var name in Formats(draft))
            {
                findings[name].Order(StringComparer.Ordinal).ShouldBe(findings[$"{draft}.md"].Order(StringComparer.Ordinal), name);
            }
        }

        documents.Values.Select(d => d.FrontMatter.Language).Distinct().Count().ShouldBeGreaterThanOrEqualTo(4);
        report.Findings.Count.ShouldBeGreaterThan(500);
    }

    private static IEnumerable<string> Formats(string draft) => Converted.Prepend("html").Select(f => $"{draft}.{f}");

    // A report on Markdown quotes the file with its marks.
    private static string Words(JsonElement place) => Words(place.GetProperty("text").GetString()!.Replace("*", "", StringComparison.Ordinal));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
