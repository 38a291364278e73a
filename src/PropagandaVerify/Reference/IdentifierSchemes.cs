using System.Globalization;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reference;

/// <summary>A scheme of numbers that identify something: the shapes of its codes and the tests that a code must pass.</summary>
internal sealed record IdentifierScheme
{
    public required string Key { get; init; }

    /// <summary>9 a digit, A a letter, * either, other characters themselves.</summary>
    public required IReadOnlyList<string> Shapes { get; init; }

    /// <summary>Shapes of codes of other schemes that the same words announce.</summary>
    public required IReadOnlyList<string> Unless { get; init; }

    /// <summary>Whether the shape alone makes a code of it, without a word before.</summary>
    public required bool IsAnywhere { get; init; }

    public required IReadOnlyList<string> Exceptions { get; init; }

    /// <summary>Whether its codes run to the next space, with the marks and small letters in them; their shapes are read by <see cref="WordShape"/>.</summary>
    public required bool IsWord { get; init; }

    /// <summary>Shapes of words that were meant for a code and are none.</summary>
    public required IReadOnlyList<string> Slips { get; init; }

    /// <summary>Runs of digits in codes that are made up for an example.</summary>
    internal required IReadOnlyList<string> MadeUp { get; init; }

    internal required IReadOnlyList<CheckTest> Tests { get; init; }

    /// <summary>Whether a code of one of the shapes, without separators, passes all tests.</summary>
    public bool Accepts(string code) => Exceptions.Any(e => code.StartsWith(e, StringComparison.Ordinal)) || Tests.All(t => t.Passes(code));

    public bool IsMadeUp(string code) => MadeUp.Any(run => code.Contains(run, StringComparison.Ordinal));

    public static bool Fits(string shape, string code) => shape.Length <= code.Length && shape.Index().All(c => c.Item switch
    {
        '9' => char.IsAsciiDigit(code[c.Index]),
        'A' => char.IsAsciiLetterUpper(code[c.Index]),
        '*' => char.IsAsciiLetterUpper(code[c.Index]) || char.IsAsciiDigit(code[c.Index]),
        var own => code[c.Index] == own,
    });
}

/// <summary>The schemes of the reference data.</summary>
internal static class IdentifierSchemes
{
    internal static IReadOnlyList<IdentifierScheme> Read(YamlNode.Mapping root) =>
        [.. ((YamlNode.Mapping)root["schemes"]!).Entries.Select(e => Scheme(e.Key.Value, (YamlNode.Mapping)e.Value, Texts(root, "made_up")))];

    private static IdentifierScheme Scheme(string key, YamlNode.Mapping node, IReadOnlyList<string> madeUp) => new()
    {
        Key = key, Shapes = Texts(node, "shapes"), Unless = Texts(node, "unless"), Exceptions = Texts(node, "exceptions"), IsAnywhere = node.Text("anywhere") == "true",
        IsWord = node.Text("word") == "true", Slips = Texts(node, "slips"), MadeUp = madeUp,
        Tests = [.. ((node["tests"] as YamlNode.Sequence)?.Items ?? []).Cast<YamlNode.Mapping>().Select(Test)],
    };

    private static CheckTest Test(YamlNode.Mapping node)
    {
        var test = node.Entries[0].Key.Value switch
        {
            "luhn" => (CheckTest)new CheckTest.Luhn(node.Text("letters") ?? ""),
            "weights" => new CheckTest.Weighted(Numbers(node, "weights"), Number(node, "modulus") ?? 10),
            "rotated" => new CheckTest.Rotated(Number(node, "rotated") ?? 97),
            "pure" => new CheckTest.Pure(Numbers(node, "pure")[0], Numbers(node, "pure")[1]),
            "hybrid" => new CheckTest.Hybrid(Numbers(node, "hybrid")[0], Numbers(node, "hybrid")[1]),
            "letters" => new CheckTest.Lettered(node.Text("letters")!, ((YamlNode.Mapping)node["prefixes"]!).Entries.ToDictionary(e => e.Key.Value[0], e => ((YamlNode.Scalar)e.Value).Value[0])),
            "key" => new CheckTest.Keyed(Number(node, "key") ?? 0, Number(node, "times") ?? 1, Number(node, "plus") ?? 0, Number(node, "modulus") ?? 1),
            var other => throw new InvalidDataException($"rules/reference/identifiers.yaml: `{other}` is no test"),
        };
        return test with { Skip = Number(node, "skip") ?? 0, Length = Number(node, "length"), Begins = Texts(node, "begins") };
    }

    private static IReadOnlyList<string> Texts(YamlNode.Mapping node, string key) => [.. ((node[key] as YamlNode.Sequence)?.Items ?? []).Select(i => ((YamlNode.Scalar)i).Value)];

    private static int[] Numbers(YamlNode.Mapping node, string key) => [.. Texts(node, key).Select(t => int.Parse(t, CultureInfo.InvariantCulture))];

    private static int? Number(YamlNode.Mapping node, string key) => node.Text(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
