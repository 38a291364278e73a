using System.Text.Json;
using PropagandaVerify.Text;

namespace PropagandaVerify.Reports;

/// <summary>The files that a SARIF report speaks of. Relative paths stay relative to the folder of the run, which the report does not name: it is another on each machine.</summary>
internal sealed class SarifFiles
{
    private const string Root = "%SRCROOT%";

    private readonly List<(string Path, string? Encoding)> files;
    private readonly Dictionary<string, int> indexes;

    public SarifFiles(IEnumerable<FileReport> read, IEnumerable<Source> marked)
    {
        // What was taken out of a document has no encoding of the file.
        var sources = marked.DistinctBy(s => s.Path).ToDictionary(s => s.Path, StringComparer.Ordinal);
        files = [.. read.Select(f => (f.Path, f.Encoding)).Concat(sources.Values.Select(s => (s.Path, s.Encoding))).DistinctBy(f => f.Path)
            .Select(f => (f.Path, sources.GetValueOrDefault(f.Path)?.Origins.Count > 0 ? null : (string?)f.Encoding))];
        indexes = files.Select((f, i) => (f.Path, Index: i)).ToDictionary(f => f.Path, f => f.Index, StringComparer.Ordinal);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Root);
        json.WriteStartObject("description");
        json.WriteString("text", "The folder in which pverify ran.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("artifacts");
        foreach (var (path, encoding) in files)
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            WriteUri(json, path);
            json.WriteEndObject();
            if (encoding is not null)
            {
                json.WriteString("encoding", encoding);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The property <c>artifactLocation</c>.</summary>
    public void WriteLocation(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        WriteUri(json, path);
        if (indexes.TryGetValue(path, out var index))
        {
            json.WriteNumber("index", index);
        }

        json.WriteEndObject();
    }

    /// <summary>A path as a reference to the file, relative where the path is.</summary>
    public static string UriOf(string path)
    {
        var parts = path.Replace(Path.DirectorySeparatorChar, '/').Split('/').Where(p => p is not ("" or ".")).Select(Uri.EscapeDataString);
        return (Path.IsPathRooted(path) ? "file:///" : "") + string.Join('/', parts);
    }

    private static void WriteUri(Utf8JsonWriter json, string path)
    {
        json.WriteString("uri", UriOf(path));
        if (!Path.IsPathRooted(path))
        {
            json.WriteString("uriBaseId", Root);
        }
    }
}
