using System.IO.Compression;
using System.Text;
using System.Xml;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Packages;

/// <summary>
/// Unpacks the parts of a ZIP file under the bounds of the run, before any other reader sees them. What the file says of its own sizes is not believed: bytes are counted
/// as they come.
/// </summary>
internal static class Package
{
    private const int AttributesPerElement = 4;

    /// <summary>Settings under which XML from a draft is read: no document type, hence no entities, and nothing fetched.</summary>
    public static XmlReaderSettings XmlSettings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Unpacks the parts that are wanted; each is well-formed XML within the bounds.</summary>
    /// <param name="isWanted">Which parts are read; the others stay packed.</param>
    /// <param name="keep">Whether the bytes are of use to the caller; else they are only looked at.</param>
    public static (IReadOnlyDictionary<string, byte[]>? Parts, Diagnostic? Diagnostic) Unpack(string path, byte[] bytes, Func<string, bool> isWanted, bool keep, Limits limits)
    {
        if (bytes.Length > limits.MaxDraftBytes)
        {
            return (null, Diagnostic.OfFile(path, "D009", DiagnosticKind.Incomplete, $"the file is longer than {limits.MaxDraftBytes} bytes, so it was not checked", "split it, or take large pictures out"));
        }

        if (NoPackage(path, bytes) is { } other)
        {
            return (null, other);
        }

        var parts = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.MaxParts)
            {
                return (null, Bound(path, $"it has {archive.Entries.Count} parts; at most {limits.MaxParts} are read"));
            }

            var left = limits.MaxPackageBytes;
            foreach (var entry in archive.Entries.Where(e => isWanted(e.FullName)))
            {
                var most = Math.Min(left, limits.MaxPartBytes);
                if (Unpacked(entry, most) is not { } part)
                {
                    return (null, Bound(path, $"its part {entry.FullName} unpacks to more than {most} bytes"));
                }

                left -= part.Length;
                if (part.Length > 0 && Trouble(path, entry.FullName, part, limits) is { } trouble)
                {
                    return (null, trouble);
                }

                parts[entry.FullName] = keep ? part : [];
            }

            return (parts, null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return (null, Damaged(path, e.Message));
        }
    }

    public static Diagnostic Damaged(string path, string why) =>
        Diagnostic.OfFile(path, "D031", DiagnosticKind.Incomplete, $"the file is damaged, so it was not checked: {why.ReplaceLineEndings(" ").TrimEnd('.', ' ')}", "open it where it was written and save it anew");

    public static Diagnostic Bound(string path, string why) =>
        Diagnostic.OfFile(path, "D032", DiagnosticKind.Incomplete, $"the file goes beyond what is read of one draft, so it was not checked: {why}", "save its text in a new file");

    public static Diagnostic Encrypted(string path) =>
        Diagnostic.OfFile(path, "D030", DiagnosticKind.Incomplete, "the file is encrypted with a password, so it was not checked", "save a copy without the password");

    // Word puts an encrypted document into the container of its old formats.
    private static Diagnostic? NoPackage(string path, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                ? Encrypted(path)
                : Diagnostic.OfFile(path, "D030", DiagnosticKind.Incomplete, "this is a file of an old format (.doc), whatever its name says, so it was not checked", "save it as .docx");
        }

        return bytes.AsSpan().StartsWith("PK"u8) ? null
            : Diagnostic.OfFile(path, "D030", DiagnosticKind.Incomplete, "this is no file of a word processor (it is not packed as one), so it was not checked", "`--as` says how it is to be read, whatever its name says");
    }

    private static byte[]? Unpacked(ZipArchiveEntry entry, long most)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (bytes.Length + read > most)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    // Readers of elements call themselves for each level, so that depth is bounded before they start.
    private static Diagnostic? Trouble(string path, string name, byte[] part, Limits limits)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(part, writable: false), XmlSettings);
            var (elements, attributes) = (0, 0L);
            while (reader.Read())
            {
                elements += reader.NodeType == XmlNodeType.Element ? 1 : 0;
                attributes += reader.AttributeCount;
                if (reader.Depth > limits.MaxPartDepth || elements > limits.MaxPartElements || attributes > AttributesPerElement * (long)limits.MaxPartElements)
                {
                    return Bound(path, reader.Depth > limits.MaxPartDepth
                        ? $"its part {name} nests elements deeper than {limits.MaxPartDepth} (tables in tables take three levels each)"
                        : $"its part {name} has more than {limits.MaxPartElements} elements, or {AttributesPerElement} times as many attributes");
                }
            }

            return null;
        }
        catch (XmlException e)
        {
            return HasDocumentType(part)
                ? Diagnostic.OfFile(path, "D033", DiagnosticKind.Incomplete, $"its part {name} declares a document type, which no word processor writes and which can reach for other files, so it was not checked", "open it where it was written and save it anew")
                : Damaged(path, $"{name}: {e.Message}");
        }
    }

    private static bool HasDocumentType(byte[] part) =>
        Encoding.Latin1.GetString(part, 0, Math.Min(part.Length, 4096)).Replace("\0", "", StringComparison.Ordinal).Contains("<!DOCTYPE", StringComparison.Ordinal);
}
