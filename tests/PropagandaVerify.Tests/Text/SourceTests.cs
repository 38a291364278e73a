using System.Text;
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
