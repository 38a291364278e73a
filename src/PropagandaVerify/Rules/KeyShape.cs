namespace PropagandaVerify.Rules;

/// <summary>What may stand behind a key of a rules file. Shapes nest, so that a mapping within a mapping is described as well.</summary>
internal abstract record KeyShape
{
    /// <summary>One value: a text, a number or an expression. With a pattern only a text that matches it.</summary>
    public sealed record Text(string? Pattern = null) : KeyShape
    {
        /// <summary>Values that an editor suggests; others are as good.</summary>
        public IReadOnlyList<string> Suggestions { get; init; } = [];
    }

    /// <summary>One of a few words.</summary>
    public sealed record Choice(IReadOnlyList<string> Words) : KeyShape;

    /// <summary>true or false.</summary>
    public sealed record Truth : KeyShape;

    /// <summary>A whole number, 0 or more.</summary>
    public sealed record Count : KeyShape;

    /// <summary>A list.</summary>
    public sealed record List(KeyShape Item) : KeyShape;

    /// <summary>A mapping whose keys the author chooses.</summary>
    public sealed record Named(KeyShape Value) : KeyShape;

    /// <summary>A mapping with the keys of a table and no others.</summary>
    public sealed record Keyed(KeyTable Table) : KeyShape;

    /// <summary>Any one of several shapes.</summary>
    public sealed record Either(IReadOnlyList<KeyShape> Shapes) : KeyShape;
}

/// <summary>A key: what it means, in a sentence that an editor shows, and what may stand behind it.</summary>
internal sealed record RuleKey(string Name, string Meaning, KeyShape Shape)
{
    /// <summary>Whether the mapping is incomplete without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What may stand there, for a remedy; null where the meaning says it.</summary>
    public string? Sample { get; init; }
}

/// <summary>The keys of one kind of mapping.</summary>
/// <param name="Id">Names it in the schema.</param>
/// <param name="What">Names it in messages, such as "a rule".</param>
/// <param name="Keys">All the keys it may have.</param>
internal sealed record KeyTable(string Id, string What, IReadOnlyList<RuleKey> Keys)
{
    /// <summary>Keys of which at least one must be there; empty if there is no such demand.</summary>
    public IReadOnlyList<string> AtLeastOneOf { get; init; } = [];

    private readonly HashSet<string> names = [.. Keys.Select(k => k.Name)];

    public IEnumerable<string> Names => Keys.Select(k => k.Name);

    public bool Accepts(string key) => names.Contains(key);
}
