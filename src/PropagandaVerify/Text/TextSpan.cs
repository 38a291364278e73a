namespace PropagandaVerify.Text;

/// <summary>A half-open range of UTF-16 code units in the decoded text of a source.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool IsEmpty => End <= Start;

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The smallest span that holds both.</summary>
    public TextSpan Through(TextSpan other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}

/// <summary>A line and a column, both counted from 1; columns count UTF-16 code units.</summary>
public readonly record struct LinePosition(int Line, int Column);
