namespace PropagandaVerify.Text;

/// <summary>A node of a YAML file with its place, so that every later complaint can point at it.</summary>
internal abstract record YamlNode(TextSpan Span)
{
    /// <summary>A scalar: its value as YAML reads it, and whether it was quoted.</summary>
    public sealed record Scalar(TextSpan Span, string Value, bool Quoted, int[] Offsets) : YamlNode(Span)
    {
        /// <summary>The place in the file of a range of the value, whatever quoting, folding or indentation stands between.</summary>
        public TextSpan Place(int start, int end)
        {
            if (Offsets.Length == 0)
            {
                return Span;
            }

            var first = Offsets[Math.Min(start, Offsets.Length - 1)] + (start >= Offsets.Length ? 1 : 0);
            var last = end <= start ? first : Offsets[Math.Min(end, Offsets.Length) - 1] + 1;
            return new TextSpan(first, Math.Max(first, last));
        }
    }

    public sealed record Sequence(TextSpan Span, IReadOnlyList<YamlNode> Items) : YamlNode(Span);

    public sealed record Mapping(TextSpan Span, IReadOnlyList<Entry> Entries) : YamlNode(Span)
    {
        public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Value == key)?.Value;

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
