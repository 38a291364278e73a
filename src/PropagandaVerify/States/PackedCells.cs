namespace PropagandaVerify.States;

/// <summary>Cells of a row as one text, each behind its length, so that two are equal where their cells are. The text holds nothing but what any encoding keeps.</summary>
internal sealed class PackedCells
{
    // A length is one character, or two where it needs more than this; no character of it is half of a pair.
    private const int Short = 0x1000;
    private const char First = ' ';

    private char[] text = new char[256];
    private int length;

    public ReadOnlySpan<char> Text => text.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Add(ReadOnlySpan<char> cell)
    {
        if (text.Length < length + cell.Length + 2)
        {
            Array.Resize(ref text, Math.Max(2 * text.Length, length + cell.Length + 2));
        }

        if (cell.Length < Short)
        {
            text[length++] = (char)(First + cell.Length);
        }
        else
        {
            text[length++] = (char)(First + Short + (cell.Length % Short));
            text[length++] = (char)(First + (cell.Length / Short));
        }

        cell.CopyTo(text.AsSpan(length));
        length += cell.Length;
    }

    /// <summary>Takes the first cell off a packed text.</summary>
    public static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> packed)
    {
        var (count, from) = (packed[0] - First, 1);
        if (count >= Short)
        {
            (count, from) = (count - Short + ((packed[1] - First) * Short), 2);
        }

        var cell = packed.Slice(from, count);
        packed = packed[(from + count)..];
        return cell;
    }
}
