using System.Text.RegularExpressions;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Tests;

/// <summary>What rules say that have no words of their own, they say in every language that can be read, about the same things.</summary>
public class FormTextsTests
{
    private const string Languages = "de en es fr";

    [Fact]
    public void Every_sentence_is_there_in_every_language_and_shows_the_same_values()
    {
        var root = (YamlNode.Mapping)YamlReader.Read(new Source(FormTexts.Path, File.ReadAllText(Repository.Of(FormTexts.Path.Split('/')))), Limits.Default).Root!;
        var sentences = root.Entries.Where(f => f.Key.Value != "before").SelectMany(f => ((YamlNode.Mapping)f.Value).Entries.Select(p => (Name: $"{f.Key.Value} {p.Key.Value}", Texts: (YamlNode.Mapping)((YamlNode.Mapping)p.Value)["message"]!))).ToList();
        sentences.Count.ShouldBeGreaterThan(20);
        foreach (var (name, texts) in sentences)
        {
            string.Join(' ', texts.Entries.Select(t => t.Key.Value).Order(StringComparer.Ordinal)).ShouldBe(Languages, customMessage: name);
            texts.Entries.Select(t => Values(((YamlNode.Scalar)t.Value).Value)).Distinct().Count().ShouldBe(1, name);
        }
    }

    private static string Values(string sentence) => string.Join(' ', Regex.Matches(sentence, @"\{\w+\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));
}
