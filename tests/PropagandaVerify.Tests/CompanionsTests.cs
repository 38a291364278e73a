using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

public class CompanionsTests
{
    private static readonly Source Draft = new("draft.txt", "Le pont coûtera 12,4 millions d'euros. Il aura 48 piles. La ville paiera 12,4 millions d'euros.");

    [Fact]
    public void Drafts_too_long_to_be_compared_are_no_pass()
    {
        var report = new Verifier(new VerifierOptions { Previous = new Source("previous.txt", Draft.Text), Limits = Limits.Default with { MaxAlignedPairs = 8 } }).Verify([Draft]);
        report.Diagnostics.ShouldContain(d => d.Code == "E005" && d.Kind == DiagnosticKind.Incomplete);
    }

    [Fact]
    public void A_draft_agrees_with_itself()
    {
        var report = new Verifier(new VerifierOptions { Previous = Draft, Twin = Draft }).Verify([Draft]);
        report.Findings.ShouldBeEmpty();
        report.Evaluated["twin-figure-differs"].ShouldBe(3);
    }

    [Fact]
    public void Each_pair_of_drafts_is_compared_once()
    {
        var drafts = new[] { 12, 14, 16 }.Select(n => new Source($"{n}.txt", $"En 2019, le budget de Lyon s'élevait à {n} millions d'euros. Le conseil a voté ce texte.")).ToList();
        var report = new Verifier(new VerifierOptions { Together = true }).Verify(drafts);
        report.Findings.Count(f => f.Rule == "drafts-give-two-figures").ShouldBe(3);
    }
}
