namespace PropagandaVerify.Text;

/// <summary>A node of a YAML file with its place, so that every later complaint can point at it.</summary>
internal abstract record YamlNode(TextSpan Span)
{
    /// <summary>A scalar: its value as YAML reads it, and whether it was quoted.</summary>
    /// <param name="Places">Where the characters of the value stand.</param>
    public sealed record Scalar(TextSpan Span, string Value, bool Quoted, ScalarPlaces Places) : YamlNode(Span)
    {
        /// <summary>The place in the file of a range of the value, whatever quoting, folding or indentation stands between.</summary>
        public TextSpan Place(int start, int end) => Places.Of(start, end);

        /// <summary>A part of the value as a scalar of its own.</summary>
        public Scalar Part(int start, int end) => new(Span, Value[start..end], true, Places.From(start, end));
    }

    public sealed record Sequence(TextSpan Span, IReadOnlyList<YamlNode> Items) : YamlNode(Span);

    public sealed record Mapping(TextSpan Span, IReadOnlyList<Entry> Entries) : YamlNode(Span)
    {
        public YamlNode? this[string key]
        {
            get
            {
                for (var i = 0; i < Entries.Count; i++)
                {
                    if (Entries[i].Key.Value == key)
                    {
                        return Entries[i].Value;
                    }
                }

                return null;
            }
        }

        public string? Text(string key) => this[key] is Scalar s ? s.Value : null;
    }

    public sealed record Entry(Scalar Key, YamlNode Value);

    public string Shape => this switch
    {
        Scalar => "text",
        Sequence => "a list",
        _ => "a mapping",
    };
}
