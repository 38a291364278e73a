using PropagandaVerify.Revisions;

namespace PropagandaVerify.Cli;

/// <summary>How datasets are evaluated.</summary>
internal enum DatasetEngine
{
    /// <summary>Large ones are streamed, Parquet with a database that looks through it first, the others held; what then fits into no memory is kept in a database.</summary>
    Auto,

    /// <summary>Their rows are held.</summary>
    Memory,

    /// <summary>They are read record by record.</summary>
    Stream,

    /// <summary>The same with a database that looks through Parquet first; rows that other rules bring together are kept in one outside of memory.</summary>
    DuckDb,
}

/// <summary>Tells whether a file can be read as text without looking at all of it.</summary>
internal static class StreamedText
{
    private const int Looked = 4096;

    /// <summary>Whether the first bytes are those of a text that says its encoding or has bytes of one: not blank, no zero bytes but behind a mark of UTF-16. Others are read as a whole, which tells what they are.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Looked];
            var start = bytes.AsSpan(0, file.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false));
            return !Revision.IsPointer(start) && start.ContainsAnyExcept(" \t\r\n"u8) && (!start.Contains((byte)0) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
