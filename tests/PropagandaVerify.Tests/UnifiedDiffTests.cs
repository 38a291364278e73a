using PropagandaVerify.Cli;

namespace PropagandaVerify.Tests;

public class UnifiedDiffTests
{
    [Fact]
    public void Shows_three_lines_around_each_change_and_keeps_line_ends()
    {
        var before = string.Concat(Enumerable.Range(1, 20).Select(i => $"line {i}\r\n")) + "last";
        var after = before.Replace("line 4\r", "LINE 4\r", StringComparison.Ordinal).Replace("last", "LAST", StringComparison.Ordinal);
        UnifiedDiff.Of("a.txt", before, after).Split('\n').ShouldBe(
        [
            "--- a.txt", "+++ a.txt", "@@ -1,7 +1,7 @@", " line 1\r", " line 2\r", " line 3\r", "-line 4\r", "+LINE 4\r", " line 5\r", " line 6\r", " line 7\r",
            "@@ -18,4 +18,4 @@", " line 18\r", " line 19\r", " line 20\r", "-last", "\\ No newline at end of file", "+LAST", "\\ No newline at end of file", "",
        ]);
    }

    [Fact]
    public void Changes_whose_surroundings_touch_share_a_hunk() =>
        UnifiedDiff.Of("a", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\nx\n3\n4\n5\n6\n7\ny\n").Split('\n').Count(l => l.StartsWith("@@", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void A_line_joined_with_the_next_is_one_change() =>
        UnifiedDiff.Of("a", "1\n2 a\nb\n4\n", "1\n2 ab\n4\n").ShouldBe("--- a\n+++ a\n@@ -1,4 +1,3 @@\n 1\n-2 a\n-b\n+2 ab\n 4\n");

    [Fact]
    public void Equal_texts_differ_in_nothing() => UnifiedDiff.Of("a", "1\n", "1\n").ShouldBeEmpty();
}
