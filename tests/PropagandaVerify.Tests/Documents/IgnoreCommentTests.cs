using PropagandaVerify.Documents;
using PropagandaVerify.Text;
using static PropagandaVerify.Tests.Documents.OfficeFiles;

namespace PropagandaVerify.Tests.Documents;

public class IgnoreCommentTests
{
    [Theory]
    [InlineData("<!-- pverify: ignore a-rule: why -->\nOne.\n\nTwo.", "One.")]
    [InlineData("<!-- pverify: ignore a-rule: why -->\n\n# One\n\nTwo.", "One")]
    [InlineData("Zero.\n<!-- pverify: ignore a-rule: why -->\nOne.\nTwo.", "One.\nTwo.")]
    [InlineData("<!-- pverify: ignore a-rule: why -->\n- one\n- two\n  - three\n\nFour.", "one\n- two\n  - three")]
    [InlineData("- zero\n- one <!-- pverify: ignore a-rule: why -->\n- two", "one")]
    [InlineData("<!-- pverify: ignore a-rule: why -->\n\n|a|b|\n|-|-|\n|1|2|\n\nThree.", "a|b|\n|-|-|\n|1|2")]
    [InlineData("Zero.\n\n<!-- pverify: ignore a-rule: why --> <!-- another -->\n\nOne.", "One.")]
    [InlineData("Zero.\n\nOne <!-- pverify: ignore a-rule: why --> and more.\n\nTwo.", "One <!-- pverify: ignore a-rule: why --> and more.")]
    [InlineData("One.\n\n<!-- pverify: ignore a-rule: why -->", "")]
    [InlineData("<!-- pverify: ignore-file a-rule: why -->\n\nOne.", null)]
    public void A_comment_goes_for_what_follows_or_for_what_it_stands_in(string markdown, string? over)
    {
        var document = DocumentReader.Read(new Source("draft.md", markdown), Limits.Default);
        document.Diagnostics.ShouldBeEmpty();
        var comment = document.Ignored.ShouldHaveSingleItem();
        (comment.Over is { } span ? document.Source.TextOf(span) : null).ShouldBe(over);
        document.Source.TextOf(comment.Place).ShouldStartWith("<!-- pverify:");
        document.Source.TextOf(comment.Place).ShouldEndWith("-->");
    }

    [Theory]
    [InlineData("pverify: ignore a-rule: why", "a-rule", "why", null)]
    [InlineData(" PVerify: ignore a-rule, b-rule c-rule until 2027-01-31 : why: it\n  is so ", "a-rule b-rule c-rule", "why: it is so", "2027-01-31")]
    [InlineData("pverify: ignore a-rule\u00A0: parce que", "a-rule", "parce que", null)]
    public void Its_words_are_rules_an_end_and_a_reason(string words, string rules, string reason, string? until)
    {
        IgnoreComment.IsMeant(words).ShouldBeTrue();
        var (comment, diagnostic) = IgnoreComment.Read(new Source("a", "b"), words, default, default);
        diagnostic.ShouldBeNull();
        string.Join(' ', comment!.Rules).ShouldBe(rules);
        comment.Reason.ShouldBe(reason);
        comment.Until.ShouldBe(until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("pverify: ignore a-rule")]
    [InlineData("pverify: ignore a-rule: ")]
    [InlineData("pverify: ignore: why")]
    [InlineData("pverify: ignore a-rule until: why")]
    [InlineData("pverify: ignore a-rule until 2027-02-30: why")]
    [InlineData("pverify: ignore-next a-rule: why")]
    [InlineData("pverify: : why")]
    [InlineData("pverify:")]
    public void One_with_a_mistake_ignores_nothing_and_is_told(string words)
    {
        var (comment, diagnostic) = IgnoreComment.Read(new Source("a", "b"), words, default, default);
        comment.ShouldBeNull();
        diagnostic!.Code.ShouldBe("S001");
        diagnostic.Kind.ShouldBe(DiagnosticKind.Note);
    }

    [Theory]
    [InlineData("draft.txt", "<!-- pverify: ignore a-rule: why -->\nOne.")]
    [InlineData("draft.md", "`<!-- pverify: ignore a-rule: why -->` and One.")]
    [InlineData("draft.md", "```\n<!-- pverify: ignore a-rule: why -->\n```\nOne.")]
    [InlineData("draft.md", "pverify: ignore a-rule: why\n\nOne.")]
    public void What_a_reader_sees_is_no_comment(string path, string text) => DocumentReader.Read(new Source(path, text), Limits.Default).Ignored.ShouldBeEmpty();

    [Fact]
    public void In_a_Word_file_a_comment_or_an_answer_goes_for_the_words_that_it_hangs_on()
    {
        var body = $"<w:p>{R("Of the 480 berths, 312 are let, or ")}<w:commentRangeStart w:id=\"4\"/><w:commentRangeStart w:id=\"7\"/>{R("56%")}<w:commentRangeEnd w:id=\"4\"/><w:commentRangeEnd w:id=\"7\"/>{R(" of them.")}</w:p>" + P("Nothing.");
        var (document, _) = DraftFormats.Read("a.docx", Word(body, ("comments",
            $"<w:comment w:id=\"4\" w:author=\"A person\">{P("Is that so?")}</w:comment><w:comment w:id=\"7\" w:author=\"M. Keller\">{P("pverify: ignore share-differs-from-part until 2027-01-31:")}{P("the source prints it so")}</w:comment>"
            + $"<w:comment w:id=\"9\" w:author=\"A person\">{P("pverify: ignore share-differs-from-part: it hangs on nothing")}</w:comment>")), DraftFormat.Docx, Limits.Default);
        var comment = document!.Ignored.ShouldHaveSingleItem();
        document.Source.TextOf(comment.Over!.Value).ShouldBe("56%");
        (comment.Reason, comment.Author, comment.Until).ShouldBe(("the source prints it so", "M. Keller", new DateOnly(2027, 1, 31)));
        document.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("hangs on no words");
        var report = new Verifier(new VerifierOptions { DocumentOf = s => s == document.Source ? document : null }).Verify([document.Source]);
        report.Findings.ShouldHaveSingleItem().Suppression!.Told.ShouldBe("ignored until 2027-01-31 by M. Keller (a.docx, paragraph 1): the source prints it so");
    }
}
