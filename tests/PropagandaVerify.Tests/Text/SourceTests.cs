using System.Text;
using CsCheck;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Text;

public class SourceTests
{
    private const string Draft = "Été : 3 € « à l’heure »\r\nfin\n";

    [Fact]
    public void Decodes_the_encodings_that_editors_use()
    {
        Decoded(new UTF8Encoding(false).GetBytes(Draft)).ShouldBe(("utf-8", Draft));
        Decoded([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Draft)]).ShouldBe(("utf-8", Draft));
        Decoded([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Draft)]).ShouldBe(("utf-16le", Draft));
        Decoded([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Draft)]).ShouldBe(("utf-16be", Draft));
        Decoded(Encoding.Unicode.GetBytes(new string('a', 40))).ShouldBe(("utf-16le", new string('a', 40)));
        Decoded([0x33, 0x20, 0x80, 0x20, 0x92, 0xE9]).ShouldBe(("windows-1252", "3 € ’é"));
    }

    [Theory]
    [InlineData(new byte[0], "D002")]
    [InlineData(new byte[] { 32, 10, 32 }, "D002")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 4 }, "D003")]
    public void What_is_no_text_is_a_diagnostic(byte[] bytes, string code)
    {
        var (source, diagnostic) = Source.Decode("x", bytes);
        source.ShouldBeNull();
        diagnostic!.Code.ShouldBe(code);
    }

    private static readonly string[] Signs = ["a", "é", "’", "€", "\uFEFF", "漢", "🦊", "\r\n"];

    [Fact]
    public void An_offset_is_found_in_the_bytes_of_the_file() =>
        Gen.Select(Gen.Int[0, 7].Select(i => Signs[i]).Array[1, 9_000].Select(string.Concat), Gen.Int[0, 4], Gen.Int[0, 20_000]).Sample((text, kind, at) =>
        {
            Encoding encoding = kind switch { 0 => new UTF8Encoding(false), 1 => new UTF8Encoding(true), 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)! };
            text = "a" + (kind == 4 ? text.Replace("漢", "Œ", StringComparison.Ordinal).Replace("🦊", "ÿ", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal) + "é" : text);
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            var source = Source.Decode("x", bytes).Source!;
            var offset = Math.Min(at, text.Length - 1);
            offset -= char.IsLowSurrogate(text[offset]) ? 1 : 0;
            encoding.GetString(bytes.AsSpan((int)source.ByteOffset(offset)!.Value..)).ShouldBe(text[offset..]);
        });

    [Fact]
    public void Bytes_are_counted_where_they_are_text()
    {
        new Source("x", "ab") { Origins = [new Origin(new TextSpan(0, 2), "row 1")] }.ByteOffset(1).ShouldBeNull();
        new Source("x", "日本", "shift_jis").ByteOffset(1).ShouldBeNull();
        new Source("x", "яб", "windows-1251").ByteOffset(1).ShouldBe(1);
        new Source("x", "é|", hasMark: true).ByteOffset(1).ShouldBe(5);

        // What has the mark of UTF-8 and is none keeps it.
        var source = Source.Decode("x", [0xEF, 0xBB, 0xBF, 0x80, 0x33]).Source!;
        (source.Encoding, source.ByteOffset(1)).ShouldBe(("windows-1252", 4));
        source.Encoded().ShouldBe([0xEF, 0xBB, 0xBF, 0x80, 0x33]);
    }

    [Fact]
    public void Counts_lines_and_columns_from_one()
    {
        var source = new Source("x", "ab\r\ncd\ref\n");
        source.PositionOf(0).ShouldBe(new LinePosition(1, 1));
        source.PositionOf(5).ShouldBe(new LinePosition(2, 2));
        source.PositionOf(7).ShouldBe(new LinePosition(3, 1));
        source.LineText(2).ShouldBe("cd");
    }

    private static (string, string) Decoded(byte[] bytes)
    {
        var (source, _) = Source.Decode("x", bytes);
        return (source!.Encoding, source.Text);
    }
}
