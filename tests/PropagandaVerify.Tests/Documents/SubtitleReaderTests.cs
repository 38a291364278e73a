using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Documents;

public class SubtitleReaderTests
{
    [Theory]
    [InlineData("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe fair counted\n\n2\n00:00:02,000 --> 00:00:03,000\n<i>450 guests.</i>\n\n3\n00:00:04,000 --> 00:00:05,000\n- Really?\n", "The fair counted 450 guests. | - Really?")]
    [InlineData("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n- Really\n- Yes\n", "- Really - Yes")]
    [InlineData("a.vtt", "WEBVTT\n\nNOTE 12 of 13\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>The fair counted <00:01.500>450\nguests.\n", "The fair counted 450 guests.")]
    [InlineData("a.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}12 euros\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nin all.", "12 euros in all.")]
    public void Words_are_read_over_the_borders_of_cues(string path, string text, string expected)
    {
        var (document, diagnostic) = DraftFormats.Read(path, Encoding.UTF8.GetBytes(text), DraftFormats.Of(path)!.Value, Limits.Default);
        diagnostic.ShouldBeNull();
        document!.Reading.Length.ShouldBe(text.Length);
        string.Join(" | ", document.Blocks.Select(b => Plain(document.Reading[b.Span.Start..b.Span.End]))).ShouldBe(expected);
    }

    [Fact]
    public void A_file_without_cues_is_said()
    {
        var (document, diagnostic) = DraftFormats.Read("a.srt", "Hello."u8.ToArray(), DraftFormat.Srt, Limits.Default);
        document.ShouldBeNull();
        diagnostic!.Code.ShouldBe("D002");
    }

    private static string Plain(string reading) => string.Join(' ', string.Concat(reading.Where(c => c != Characters.Ignorable)).Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
