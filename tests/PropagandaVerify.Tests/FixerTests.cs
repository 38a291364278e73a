using System.Text;
using PropagandaVerify.Cli;
using PropagandaVerify.Extraction;
using PropagandaVerify.Findings;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class FixerTests
{
    private const string Draft = """
        Les aides de l'année :

        - Port de Kerroc'h : 24,5 millions d'euros (28,4 millions de dollars)
        - Port de Lannévez : 3,2 millions d'euros (3,7 millions de dollars)
        - Port de Trébéron : 81 millions d'euros (9,4 millions de dollars)

        Au total, les ports ont reçu 35,8 millions d'euros.
        """;

    private static readonly Fixer Fixer = new(new Verifier(new VerifierOptions { Draft = new DraftOptions { Published = new DateOnly(2021, 10, 12), Language = "fr" } }));

    [Fact]
    public void One_edit_settles_every_finding_that_shares_its_culprit()
    {
        var result = Fixer.Fix(new Source("draft.txt", Draft), [], RepairChoice.Likely.Of);
        result.Fixed.Text.ShouldBe(Draft.Replace("81 millions", "8,1 millions", StringComparison.Ordinal));
        result.Applied.ShouldHaveSingleItem().Settled.Select(f => f.Rule).Distinct().Count().ShouldBe(3);
        result.Report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_draft_without_likely_repairs_comes_back_as_the_same_source()
    {
        var source = new Source("draft.txt", "La ville de Douyin a signé. Paris 2, Lyon 3, soit 9 au total.");
        var result = Fixer.Fix(source, [], RepairChoice.Likely.Of);
        result.Fixed.ShouldBeSameAs(source);
        result.Report.Findings.Count.ShouldBe(2);
    }

    [Fact]
    public void A_repair_that_breaks_something_else_is_not_kept()
    {
        var source = new Source("draft.txt", Draft);
        var wrong = Fixer.Fix(source, [], f => f.Repairs.Count == 0 ? null : new Repair("wrong", f.Place, [new TextEdit(f.Place, "rien")]));
        wrong.Fixed.ShouldBeSameAs(source);
        wrong.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void New_words_are_in_the_language_of_the_draft_whatever_that_of_the_messages()
    {
        var english = new Verifier(new VerifierOptions { MessageLanguage = "en", Draft = new DraftOptions { Published = new DateOnly(2020, 5, 7), Language = "fr" } });
        var finding = english.Verify([new Source("draft.txt", "Le lundi 5 mai 2020, le conseil s'est réuni.")]).Findings.ShouldHaveSingleItem();
        finding.Message.ShouldContain("does not fall on that weekday");
        finding.Repairs.ShouldContain(r => r.Replacement == "mardi");
    }

    [Fact]
    public void Findings_in_datasets_leave_the_draft_alone()
    {
        var rules = PropagandaVerify.Rules.RuleFileReader.Read(new Source("r.yaml", "rules:\n- {id: positive, title: t, severity: error, for: {a: accounts}, check: a.result = 0 - a.loss, repair: [a.result], mark: [a.result], message: m}\n"), Limits.Default);
        var verifier = new Verifier(new VerifierOptions { RuleFiles = [rules], Draft = new DraftOptions { Language = "fr" } });
        var draft = new Source("draft.txt", "Paris 2, Lyon 3, soit 5 au total.");
        var result = new Fixer(verifier).Fix(draft, [new Source("accounts.csv", "year,result,loss\n2020,41,41\n")], RepairChoice.Likely.Of);
        result.Fixed.ShouldBeSameAs(draft);
        result.Report.Findings.ShouldHaveSingleItem().Repairs.ShouldContain(r => r.IsLikely);
    }

    [Fact]
    public void What_one_draft_puts_in_doubt_does_not_follow_into_the_next()
    {
        var rules = PropagandaVerify.Rules.RuleFileReader.Read(new Source("r.yaml", """
            rules:
            - {id: contradicted, title: t, severity: error, for: {i: items, d: data}, where: i.name = d.town, check: i.value = d.value, blocks: [d.value], message: m}
            - {id: doubled, title: t, severity: error, for: {d: data, e: document}, check: d.value = 9, message: m}
            """), Limits.Default);
        var verifier = new Verifier(new VerifierOptions { RuleFiles = [rules], UseShippedRules = false, Draft = new DraftOptions { Language = "fr" } });
        var (first, second) = (new Source("a.txt", "Paris 7, Lyon 3, soit 10 au total."), new Source("b.txt", "Rien à signaler."));
        var table = new Source("data.csv", "town,value\nParis,5\n");
        string Found(params Source[] sources) => string.Join(' ', verifier.Verify([table, .. sources]).Findings.Select(f => f.Rule).Order());
        Found(first, second).ShouldBe(Found(second, first));
    }

    [Fact]
    public void Fixing_twice_changes_nothing_more()
    {
        var once = Fixer.Fix(new Source("draft.txt", Draft), [], RepairChoice.Likely.Of).Fixed;
        Fixer.Fix(once, [], RepairChoice.Likely.Of).Fixed.ShouldBeSameAs(once);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_are_written_as_they_were_read(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Événement : 3,5 millions d'euros à Brest\r\n")];
        var (source, _) = Source.Decode("draft.txt", bytes);
        source!.Encoded().ShouldBe(bytes);
        source.With(source.Text.Replace("3,5", "35", StringComparison.Ordinal)).Encoded()!.Length.ShouldBe(bytes.Length - encoding.GetByteCount(","));
    }

    [Fact]
    public void A_character_that_an_encoding_lacks_is_refused()
    {
        var (source, _) = Source.Decode("draft.txt", Encoding.Latin1.GetBytes("Événement à Brest"));
        source!.Encoding.ShouldBe("windows-1252");
        source.With("日本").Encoded().ShouldBeNull();
        source.With("« 3 € »").Encoded().ShouldNotBeNull();
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_left_alone()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "draft.txt");
        File.WriteAllText(path, "un");
        var (read, _) = Source.Decode(path, File.ReadAllBytes(path));
        File.WriteAllText(path, "deux");
        DraftFile.Save(path, read!, read!.With("trois")).ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("deux");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldHaveSingleItem();
    }
}
