using PropagandaVerify.Text;

namespace PropagandaVerify.Tests.Text;

public class YamlReaderTests
{
    [Theory]
    [InlineData("a: {b: {c: d}}\ne: f\n", "{b: {c: d}}", "{c: d}")]
    [InlineData("a: {b: {c: [d]}, x: y}\n", "{b: {c: [d]}, x: y}", "{c: [d]}")]
    public void A_mapping_in_braces_reaches_to_its_own_brace(string yaml, string outer, string inner)
    {
        var source = new Source("x.yaml", yaml);
        var mapping = (YamlNode.Mapping)((YamlNode.Mapping)YamlReader.Read(source, Limits.Default).Root!)["a"]!;
        source.TextOf(mapping.Span).ShouldBe(outer);
        source.TextOf(mapping["b"]!.Span).ShouldBe(inner);
    }

    [Theory]
    [InlineData("a: total.value\n", "value")]
    [InlineData("a: 'it''s total.value'\n", "value")]
    [InlineData("a: \"x \\\" total.value\"\n", "value")]
    [InlineData("a: |\n  first\n    total.value\n", "value")]
    [InlineData("a: >-\n  first\n  total.value\n", "value")]
    [InlineData("a: first\n  total.value\n", "value")]
    public void Knows_the_place_of_every_character_of_a_value(string yaml, string word)
    {
        var source = new Source("x.yaml", yaml);
        var (root, _) = YamlReader.Read(source, Limits.Default);
        var scalar = (YamlNode.Scalar)((YamlNode.Mapping)root!)["a"]!;
        var at = scalar.Value.IndexOf(word, StringComparison.Ordinal);
        source.TextOf(scalar.Place(at, at + word.Length)).ShouldBe(word);
    }

    [Theory]
    [InlineData("a: {b: c\n", "Y003", "`{` is never closed")]
    [InlineData("a: [b, c\n", "Y003", "`[` is never closed")]
    [InlineData("a: 1\na: 2\n", "Y008", "stands here twice")]
    [InlineData("a: &x 1\nb: *x\n", "Y006", "aliases")]
    [InlineData("a: b: c\n", "Y002", "without quotes")]
    [InlineData("a: 1\n---\nb: 2\n", "Y005", "second document")]
    public void What_is_wrong_has_a_place(string yaml, string code, string message)
    {
        var (root, diagnostic) = YamlReader.Read(new Source("x.yaml", yaml), Limits.Default);
        root.ShouldBeNull();
        diagnostic!.Code.ShouldBe(code);
        diagnostic.Message.ShouldContain(message);
        diagnostic.Position.ShouldNotBeNull();
    }

    [Fact]
    public void Deep_nesting_and_alias_bombs_are_refused_at_once()
    {
        YamlReader.Read(new Source("x.yaml", new string('[', 200_000)), Limits.Default).Diagnostic!.Code.ShouldBe("Y004");
        YamlReader.Read(new Source("x.yaml", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), Limits.Default).Diagnostic!.Code.ShouldBe("Y006");
    }
}
