using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.CrossReference;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace PropagandaVerify.Documents.Pdf;

/// <summary>New and changed objects of a PDF, written behind its bytes, which stay as they are: an incremental update (ISO 32000-1, 7.5.6).</summary>
internal sealed class PdfUpdate
{
    private const int DigestBytes = 16;

    private readonly PdfDocument pdf;
    private readonly byte[] bytes;
    private readonly CrossReferenceTablePart last;
    private readonly SortedDictionary<long, (int Generation, byte[] Body)> objects = [];
    private long next;

    private PdfUpdate(PdfDocument pdf, byte[] bytes, CrossReferenceTablePart last)
    {
        (this.pdf, this.bytes, this.last) = (pdf, bytes, last);
        next = pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys.Select(k => k.ObjectNumber + 1).Append(pdf.Structure.Trailer.Size).Max();
    }

    /// <summary>An update of a file; null where its own tables cannot be followed, so that nothing can be put behind them.</summary>
    public static PdfUpdate? Of(PdfDocument pdf, byte[] bytes)
    {
        var parts = pdf.Structure.CrossReferenceTable.Parts.DistinctBy(p => p.Offset).ToDictionary(p => p.Offset);
        if (!bytes.AsSpan().StartsWith("%PDF-"u8) || DeclaredStart(bytes) is not { } start || !parts.TryGetValue(start, out var last))
        {
            return null;
        }

        for (var (part, seen) = (last, new HashSet<long>()); part.Previous is { } previous; part = parts[previous])
        {
            if (!parts.ContainsKey(previous) || !seen.Add(previous))
            {
                return null;
            }
        }

        return new PdfUpdate(pdf, bytes, last);
    }

    /// <summary>Gives an object its number.</summary>
    public IndirectReference Reserve() => new(next++, 0);

    public void Set(IndirectReference reference, string body) => objects[reference.ObjectNumber] = (reference.Generation, Encoding.Latin1.GetBytes(body));

    public void Set(IndirectReference reference, IToken token)
    {
        using var body = new MemoryStream();
        new Writer().WriteToken(token, body);
        objects[reference.ObjectNumber] = (reference.Generation, body.ToArray());
    }

    /// <summary>The file with its update.</summary>
    public byte[] Written()
    {
        using var output = new MemoryStream();
        output.Write(bytes);
        Write(output, bytes[^1] is (byte)'\n' or (byte)'\r' ? "" : "\n");
        var entries = new List<(long Number, int Generation, long Offset)>();
        foreach (var (number, (generation, body)) in objects)
        {
            entries.Add((number, generation, output.Position));
            Write(output, $"{number} {generation} obj\n");
            output.Write(body);
            Write(output, "\nendobj\n");
        }

        var start = output.Position;
        var digest = SHA256.HashData(output.GetBuffer().AsSpan(0, (int)output.Length)).AsSpan(0, DigestBytes);
        if (last.Type == CrossReferenceType.Stream)
        {
            WriteStream(output, entries, digest);
        }
        else
        {
            Write(output, "xref\n");
            foreach (var run in Runs(entries))
            {
                Write(output, $"{run[0].Number} {run.Count}\n");
                run.ForEach(e => Write(output, $"{e.Offset:D10} {e.Generation:D5} n\r\n"));
            }

            Write(output, "trailer\n<<");
            WriteTrailer(output, next, digest);
            Write(output, ">>\n");
        }

        Write(output, $"startxref\n{start}\n%%EOF\n");
        return output.ToArray();
    }

    // The table of a file whose tables are streams is one too, and has an entry for itself.
    private void WriteStream(MemoryStream output, List<(long Number, int Generation, long Offset)> entries, ReadOnlySpan<byte> digest)
    {
        entries.Add((next, 0, output.Position));
        using var table = new MemoryStream();
        Span<byte> entry = stackalloc byte[11];
        entry[0] = 1;
        foreach (var (_, generation, offset) in entries)
        {
            BinaryPrimitives.WriteInt64BigEndian(entry[1..9], offset);
            BinaryPrimitives.WriteUInt16BigEndian(entry[9..], (ushort)generation);
            table.Write(entry);
        }

        Write(output, $"{next} 0 obj\n<</Type/XRef/W[1 8 2]/Index[{string.Join(' ', Runs(entries).Select(r => $"{r[0].Number} {r.Count}"))}]/Length {table.Length}");
        WriteTrailer(output, next + 1, digest);
        Write(output, ">>\nstream\n");
        table.WriteTo(output);
        Write(output, "\nendstream\nendobj\n");
    }

    private void WriteTrailer(MemoryStream output, long size, ReadOnlySpan<byte> digest)
    {
        var trailer = pdf.Structure.Trailer;
        Write(output, $"/Size {size}/Root {trailer.Root.ObjectNumber} {trailer.Root.Generation} R/Prev {last.Offset}");
        if (trailer.Info is IndirectReferenceToken { Data: var info })
        {
            Write(output, $"/Info {info.ObjectNumber} {info.Generation} R");
        }

        if (trailer.Identifier is [var first, ..] && PdfObjects.Bytes(first) is { } identity)
        {
            Write(output, $"/ID[<{Convert.ToHexString(identity)}><{Convert.ToHexString(digest)}>]");
        }
    }

    private static List<List<(long Number, int Generation, long Offset)>> Runs(List<(long Number, int Generation, long Offset)> entries)
    {
        var runs = new List<List<(long Number, int, long)>>();
        foreach (var entry in entries)
        {
            if (runs is [.., [.., var before] run] && before.Number + 1 == entry.Number)
            {
                run.Add(entry);
            }
            else
            {
                runs.Add([entry]);
            }
        }

        return runs;
    }

    // Where the file itself says that its last table begins.
    private static long? DeclaredStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.LastIndexOf("startxref"u8);
        if (at < 0)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(bytes.Slice(at + 9, Math.Min(40, bytes.Length - at - 9))).TrimStart();
        var digits = text.Length - text.TrimStart("0123456789".AsSpan()).Length;
        return long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null;
    }

    private static void Write(MemoryStream output, string text) => output.Write(Encoding.Latin1.GetBytes(text));

    // The library writes strings of two bytes a character without escapes.
    private sealed class Writer : TokenWriter
    {
        protected override void WriteString(StringToken stringToken, Stream outputStream) => outputStream.Write(Encoding.Latin1.GetBytes($"<{Convert.ToHexString(stringToken.GetBytes())}>"));
    }
}
