using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Text;

public class PathPatternTests
{
    [Theory]
    [InlineData("draft.md", "draft.md", true)]
    [InlineData("draft.md", "week/draft.md", true)]
    [InlineData("*.md", "week/draft.md", true)]
    [InlineData("*.md", "draft.txt", false)]
    [InlineData("draft.md", "my-draft.md", false)]
    [InlineData("week/*.md", "week/draft.md", true)]
    [InlineData("./week/*.md", "week/draft.md", true)]
    [InlineData("week/*.md", "week/old/draft.md", false)]
    [InlineData("week/*.md", "last/week/draft.md", false)]
    [InlineData("week/**", "week/old/draft.md", true)]
    [InlineData("week/", "week/old/draft.md", true)]
    [InlineData("week/", "weekly/draft.md", false)]
    [InlineData("**/draft.md", "draft.md", true)]
    [InlineData("a/**/b.md", "a/b.md", true)]
    [InlineData("a/**/b.md", "a/x/y/b.md", true)]
    [InlineData("a/**/b.md", "a/xb.md", false)]
    [InlineData("draft?.md", "draft1.md", true)]
    [InlineData("draft?.md", "draft.md", false)]
    [InlineData("draft[1-3].md", "draft2.md", true)]
    [InlineData("draft(1)+.md", "draft(1)+.md", true)]
    [InlineData("../other/*.md", "../other/draft.md", true)]
    public void Matches_paths_as_people_expect(string pattern, string path, bool matches) => PathPattern.From(pattern).Matches(path).ShouldBe(matches);

    [Fact]
    public void A_hostile_pattern_costs_little() => PathPattern.From(string.Concat(Enumerable.Repeat("**/*a", 50))).Matches(string.Concat(Enumerable.Repeat("a/", 2_000))).ShouldBeFalse();
}
