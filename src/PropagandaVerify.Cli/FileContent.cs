namespace PropagandaVerify.Cli;

/// <summary>What a file holds, or held in another state, read when it is asked for; reading throws what reading a file throws.</summary>
/// <param name="Length">How many bytes; null where there is no such file.</param>
/// <param name="Read">Reads them.</param>
/// <param name="Place">The path of a file on the disk that holds them; of another state it is written first.</param>
internal sealed record FileContent(long? Length, Func<byte[]> Read, Func<string> Place)
{
    // What is larger is compared piece by piece.
    private const long MostHeld = 1 << 20;
    private const int Piece = 1 << 16;

    /// <summary>No file at all.</summary>
    public static FileContent None { get; } = new(null, () => throw new FileNotFoundException(), () => throw new FileNotFoundException());

    public static FileContent OnDisk(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileContent(file.Length, () => File.ReadAllBytes(file.FullName), () => file.FullName) : None;
    }

    /// <summary>Whether another file holds the same bytes.</summary>
    public bool IsSame(FileContent other)
    {
        if (Length is null || other.Length is null)
        {
            return false;
        }

        using var own = Open();
        using var others = other.Open();
        var (first, second) = (new byte[Piece], new byte[Piece]);
        while (true)
        {
            var read = own.ReadAtLeast(first, Piece, throwOnEndOfStream: false);
            if (others.ReadAtLeast(second, Piece, throwOnEndOfStream: false) != read || !first.AsSpan(0, read).SequenceEqual(second.AsSpan(0, read)))
            {
                return false;
            }

            if (read < Piece)
            {
                return true;
            }
        }
    }

    private Stream Open() => Length > MostHeld ? File.OpenRead(Place()) : new MemoryStream(Read(), writable: false);
}
