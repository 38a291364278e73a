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
