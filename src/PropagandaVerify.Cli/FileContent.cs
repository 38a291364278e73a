namespace PropagandaVerify.Cli;

/// <summary>What a file holds, or held in another state, read when it is asked for.</summary>
/// <param name="Length">How many bytes; null where there is no such file.</param>
/// <param name="Read">Reads them; it throws what reading a file throws.</param>
internal sealed record FileContent(long? Length, Func<byte[]> Read)
{
    /// <summary>No file at all.</summary>
    public static FileContent None { get; } = new(null, () => throw new FileNotFoundException());

    public static FileContent OnDisk(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileContent(file.Length, () => File.ReadAllBytes(file.FullName)) : None;
    }
}
