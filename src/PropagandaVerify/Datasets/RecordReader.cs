using PropagandaVerify.Text;

namespace PropagandaVerify.Datasets;

/// <summary>Reads the records of a dataset one after the other, so that a table of any length can be looked at without being held.</summary>
public abstract class RecordReader : IDisposable
{
    /// <summary>The names of the columns; those that only later records name are added when these are read.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>What parts the fields; null where the format has no such sign.</summary>
    public virtual char? Delimiter => null;

    /// <summary>The sign in front of decimals, where the format fixes it.</summary>
    public virtual char? DecimalMark => null;

    /// <summary>What of the file is no part of the table.</summary>
    public virtual IReadOnlyList<Diagnostic> Diagnostics => [];

    /// <summary>How many fields the record at hand has; as many as there are columns, unless it is no record of the table.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Why it is none, and where in its text; null where the number of its fields says it.</summary>
    internal virtual (CellTrouble Trouble, TextSpan Span)? Trouble => null;

    /// <summary>The line that the record at hand begins on, from 1; the number of the row in a file without lines.</summary>
    public abstract long Line { get; }

    /// <summary>Where the record at hand begins, in characters of the file; in a file without lines the line that it has in the text made of all its rows.</summary>
    public abstract long Start { get; }

    /// <summary>Goes on to the next record that is not blank; false behind the last.</summary>
    public abstract bool Read();

    /// <summary>Goes on by so many records; a format that knows where records begin does not read those between.</summary>
    public virtual void Skip(long records)
    {
        for (; records > 0 && Read(); records--)
        {
        }
    }

    /// <summary>The value of a field, valid until the next one is asked for.</summary>
    public abstract ReadOnlySpan<char> Field(int index);

    /// <summary>The record at hand as written, without its line break, and where it stands.</summary>
    public abstract RecordText Text();

    public abstract void Dispose();
}

/// <summary>A record as it stands in its file.</summary>
/// <param name="Text">The record without its line break, perhaps with what stands beside it on its lines.</param>
/// <param name="Line">The line that the text begins on, from 1; in a file without lines that of the text made of all its rows.</param>
/// <param name="Offset">Where the text begins, in characters of the file.</param>
/// <param name="Spans">Where its fields stand in <paramref name="Text"/>.</param>
/// <param name="Name">Its place in words, such as "row 12", in a file without lines; null in a file of lines.</param>
public sealed record RecordText(string Text, long Line, long Offset, IReadOnlyList<TextSpan> Spans, string? Name = null)
{
    /// <summary>How many characters of its line stand in front of <see cref="Text"/>.</summary>
    public int Before { get; init; }

    /// <summary>Where it begins, in bytes of the file; null where these were not counted.</summary>
    public long? Byte { get; init; }

    /// <summary>Where the record itself stands in <see cref="Text"/>, which may have more of its lines.</summary>
    public TextSpan Span { get; init; } = new(0, Text.Length);
}

/// <summary>A record turned out to be no text of its format, so that nothing behind it can be read.</summary>
internal sealed class RecordException(RecordText record, TextSpan span, CellTrouble trouble) : IOException(trouble.Message)
{
    public RecordText Record => record;

    /// <summary>Where in its text.</summary>
    public TextSpan Span => span;

    public CellTrouble Trouble => trouble;
}
