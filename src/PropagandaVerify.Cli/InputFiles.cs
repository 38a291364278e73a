using System.Collections.Concurrent;
using PropagandaVerify.Datasets;
using PropagandaVerify.Documents;
using PropagandaVerify.Revisions;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Opens the files that arguments and rules files name, under the bounds of the run.</summary>
internal sealed class InputFiles(Limits limits, Func<Stream> standardInput)
{
    private const string PlainText = "text";
    private const string Markdown = "markdown";

    /// <summary>The words for <see cref="As"/>.</summary>
    public static IReadOnlyList<string> Formats { get; } = [PlainText, Markdown, .. Enum.GetNames<DraftFormat>().Select(f => f.ToLowerInvariant())];

    // The endings of files of text that can be read record by record.
    private static readonly string[] Streamed = [".csv", ".tsv", ".jsonl", ".ndjson"];

    private readonly ConcurrentDictionary<Source, Document> documents = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Source, TableContent> tables = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, (Source? Source, Diagnostic? Diagnostic)> opened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<RuleFile>> rules = new(StringComparer.Ordinal);
    private HashSet<Source> brought = new(ReferenceEqualityComparer.Instance);
    private Func<string, FileContent?> content = static _ => null;
    private Func<string, string> nameOf = static path => path;

    public (Source? Source, Diagnostic? Diagnostic) Draft(string path)
    {
        if (path == "-")
        {
            using var input = standardInput();
            using var bytes = new MemoryStream();
            return Copy(input, bytes) ? Decoded("<stdin>", bytes.ToArray()) : (null, TooLarge("<stdin>", null, limits.MaxDraftBytes));
        }

        return Verifier.IsTable(path) ? Table(path) : Open(path, limits.MaxDraftBytes, Decoded, content);
    }

    /// <summary>Drafts and datasets, several at a time, in the order of their paths.</summary>
    public IReadOnlyList<(Source? Source, Diagnostic? Diagnostic)> Drafts(IReadOnlyList<string> paths, int? jobs)
    {
        if (paths is [var only])
        {
            return [Draft(only)];
        }

        var read = new (Source? Source, Diagnostic? Diagnostic)[paths.Count];
        Parallel.For(0, paths.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs ?? -1 }, i => read[i] = Draft(paths[i]));
        return read;
    }

    /// <summary>The document of a draft in a format beside plain text and Markdown, or of one whose format was said; null for the others.</summary>
    public Document? DocumentOf(Source source) =>
        documents.GetValueOrDefault(source)
        // A draft with corrections was never opened; it is read like its file.
        ?? (As is PlainText or Markdown && !Verifier.IsTable(source.Path) ? DocumentReader.Read(source, limits, As == Markdown) : FormatOf(source.Path) is { } format ? DraftFormats.Read(source, format, limits) : null);

    /// <summary>The content of a dataset in a format beside CSV and JSON; null for the others.</summary>
    public TableContent? TableOf(Source source) => tables.GetValueOrDefault(source);

    /// <summary>How drafts are read, whatever their names say: <c>text</c>, <c>markdown</c> or the name of a format; null where the names tell.</summary>
    public string? As { get; init; }

    /// <summary>How datasets are evaluated.</summary>
    public DatasetEngine Engine { get; init; } = DatasetEngine.Memory;

    /// <summary>Another state of the same files: drafts and datasets hold what they held then, while rules are those of now.</summary>
    /// <param name="state">What a file held, by its full path; null for one that is no part of the state and is read where it is.</param>
    /// <param name="named">The name that a dataset of rules goes by, by its path.</param>
    public InputFiles At(Func<string, FileContent?> state, Func<string, string> named) => new(limits, standardInput) { As = As, Engine = Engine, content = state, nameOf = named, brought = brought };

    /// <summary>The same with nothing opened yet.</summary>
    public InputFiles Anew() => new(limits, standardInput) { As = As, Engine = Engine };

    /// <summary>A dataset as a whole that was to be read record by record.</summary>
    public (Source? Source, Diagnostic? Diagnostic) Whole(Source source) => ContentOf(source.Path).Length is { } length && length > limits.MaxDatasetBytes
        ? (null, TooLarge(source.Path, length, limits.MaxDatasetBytes) with { Help = "a rule needs all its rows at once; leave such rules out with `--engine stream`, or split the file" })
        : Held(source.Path);

    private (Source? Source, Diagnostic? Diagnostic) Table(string path) => PlaceOfStreamed(path) is { } file ? (new Source(path, "") { Bytes = () => File.OpenRead(file) }, null) : Held(path);

    private FileContent ContentOf(string path) => TableFormats.FileOf(path) is var file ? content(Path.GetFullPath(file)) ?? FileContent.OnDisk(file) : FileContent.None;

    // Where the bytes stand of a dataset that is read record by record, as files of lines can be; null for one that is held. One that cannot be opened is told in the usual way.
    private string? PlaceOfStreamed(string path)
    {
        if (Engine == DatasetEngine.Memory || !(TableFormats.CanStream(path) || Streamed.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        try
        {
            var file = ContentOf(path);
            return file.Length is { } length && (Engine != DatasetEngine.Auto || length > limits.MaxHeldBytes) && file.Place() is var place && (TableFormats.CanStream(path) || StreamedText.IsOne(place)) ? place : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private (Source? Source, Diagnostic? Diagnostic) Held(string path) => Open(path, limits.MaxDatasetBytes, TableFormats.Knows(TableFormats.FileOf(path)) ? Unpacked : null, content);

    private (Source? Source, Diagnostic? Diagnostic) Unpacked(string path, byte[] bytes)
    {
        var (source, content, diagnostic) = TableFormats.Read(path, bytes, limits);
        if (source is not null)
        {
            tables[source] = content!;
        }

        return (source, diagnostic);
    }

    private (Source? Source, Diagnostic? Diagnostic) Decoded(string path, byte[] bytes)
    {
        if (As is PlainText or Markdown)
        {
            var (source, trouble) = Source.Decode(path, bytes);
            return source is null ? (null, trouble) : (Kept(DocumentReader.Read(source, limits, As == Markdown)), trouble);
        }

        if (FormatOf(path) is not { } format)
        {
            return Source.Decode(path, bytes);
        }

        var (document, diagnostic) = DraftFormats.Read(path, bytes, format, limits);
        return (document is null ? null : Kept(document), diagnostic);
    }

    private DraftFormat? FormatOf(string path) => As is { } wanted ? Enum.Parse<DraftFormat>(wanted, ignoreCase: true) : DraftFormats.Of(path);

    private Source Kept(Document document)
    {
        documents[document.Source] = document;
        return document.Source;
    }

    /// <summary>A dataset that a rules file declares. One that others extend may come from anywhere, so its datasets are held to the folder of the run as well.</summary>
    public (Source? Source, Diagnostic? Diagnostic) Dataset(string path, Source rulesFile) =>
        brought.Contains(rulesFile) && Outside(path, rulesFile) is { } outside ? (null, outside) : Table(nameOf(PathOf(path, rulesFile)));

    /// <summary>The path of a file, seen from the folder of a rules file or baseline, with slashes.</summary>
    public static string PathFrom(string path, Source file) =>
        path.StartsWith('<') ? path : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>A path that a rules file names, relative to the working folder.</summary>
    public static string PathOf(string path, Source rulesFile) => Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(Path.GetFullPath(rulesFile.Path))!, path));

    /// <summary>A file of reference data; one that cannot be opened is wrong usage.</summary>
    public (Source? Source, Diagnostic? Diagnostic) Reference(string path) =>
        Open(path, limits.MaxDatasetBytes) is var (source, diagnostic) ? (source, diagnostic is null ? null : diagnostic with { Kind = DiagnosticKind.Configuration }) : default;

    /// <summary>The description of a data package as a rules file.</summary>
    public RuleFile Package(string path) => Open(path, limits.MaxYamlBytes) is var (source, diagnostic) && source is not null ? DataPackage.Read(source, limits) : Unread(path, diagnostic!);

    /// <summary>A rules file, or those of a folder; what cannot be opened is wrong usage, not missing input.</summary>
    public IReadOnlyList<RuleFile> Rules(string path)
    {
        if (rules.TryGetValue(path, out var known))
        {
            return known;
        }

        if (DataPackage.IsPackage(path))
        {
            return rules[path] = [Package(path)];
        }

        var found = Found(path);
        return rules[path] =
        [
            .. found.Take(limits.MaxPackFiles).Select(f => f.Source is { } source ? RuleFileReader.Read(source, limits) : Unread(path, f.Diagnostic!)),
            .. found.Count > limits.MaxPackFiles
                ? [Unread(path, Diagnostic.OfFile(path, "R027", DiagnosticKind.Configuration, $"the folder holds more than {limits.MaxPackFiles} rules files; the others were left out", "merge some of them, or name them one by one"))]
                : Array.Empty<RuleFile>(),
        ];
    }

    private static RuleFile Unread(string path, Diagnostic diagnostic) => new(new Source(path, ""), path, [], [], [diagnostic with { Kind = DiagnosticKind.Configuration }]);

    /// <summary>What a rules file extends by path. A pack may come from anywhere, so it reaches no file outside the folder that the run is about.</summary>
    public IReadOnlyList<(Source? Source, Diagnostic? Diagnostic)> Pack(string path, Source rulesFile)
    {
        if (Outside(path, rulesFile) is { } outside)
        {
            return [(null, outside)];
        }

        var found = Found(PathOf(path, rulesFile));
        brought.UnionWith(found.Select(f => f.Source).OfType<Source>());
        return found;
    }

    private static Diagnostic? Outside(string path, Source rulesFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(rulesFile.Path))!;
        var root = Configuration.RootOf(folder);
        return Path.IsPathRooted(path) || !Configuration.IsBelow(Configuration.Real(Path.Combine(folder, path)), Configuration.Real(root))
            ? Diagnostic.OfFile(path, "R027", DiagnosticKind.Configuration, $"it lies outside {root}", $"only files below that folder are read; a `{Configuration.FileName}` in a folder above widens it")
            : null;
    }

    // The rules files of a folder, without their tests, in the order of their names.
    private List<(Source? Source, Diagnostic? Diagnostic)> Found(string path)
    {
        if (!Directory.Exists(path))
        {
            return [Open(path, limits.MaxYamlBytes)];
        }

        var files = Directory.EnumerateFiles(path)
            .Where(f => (f.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) && TestFileReader.RulesOf(f) is null && Path.GetFileName(f) != Configuration.FileName)
            .Order(StringComparer.Ordinal).Take(limits.MaxPackFiles + 1).Select(f => Open(f, limits.MaxYamlBytes)).ToList();
        return files.Count > 0 ? files : [(null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Configuration, "the folder holds no rules file", "rules files end in .yaml or .yml"))];
    }

    /// <summary>A rules file, or those of a folder, each with the tests beside it, where there are any. The path may be that of the tests.</summary>
    public IReadOnlyList<RuleFile> Tested(string path) => Directory.Exists(path) ? [.. Rules(path).Select(f => Tested(f, f.Source.Path))] : [.. Rules(TestFileReader.RulesOf(path) ?? path).Select(f => Tested(f, path))];

    /// <summary>The files named and those that they extend, each with its tests; of the shipped packs only those named.</summary>
    public IReadOnlyList<RuleFile> Brought(RulePacks packs, IReadOnlyList<RuleFile> named) =>
        [.. packs.Written.Where(f => named.Contains(f) || !ShippedRules.Files.Contains(f)).Select(f => named.Contains(f) ? f : Tested(f, f.Source.Path))];

    private RuleFile Tested(RuleFile file, string path)
    {
        var rules = TestFileReader.RulesOf(path) ?? path;
        var tests = TestFileReader.TestsOf(rules);
        if (!File.Exists(tests))
        {
            // Only who names the tests needs them.
            return rules == path ? file : file with { Diagnostics = [.. file.Diagnostics, Open(tests, limits.MaxYamlBytes).Diagnostic! with { Kind = DiagnosticKind.Configuration }] };
        }

        var (source, diagnostic) = Open(tests, limits.MaxYamlBytes);
        return source is not null ? TestFileReader.Read(source, file, limits) : file with { Diagnostics = [.. file.Diagnostics, diagnostic! with { Kind = DiagnosticKind.Configuration }] };
    }

    private (Source? Source, Diagnostic? Diagnostic) Open(string path, long most, Func<string, byte[], (Source? Source, Diagnostic? Diagnostic)>? decode = null, Func<string, FileContent?>? state = null) =>
        opened.GetOrAdd(Path.GetFullPath(path), full => Read(path, state?.Invoke(TableFormats.FileOf(full)), most, decode ?? (static (p, bytes) => Source.Decode(p, bytes))));

    private static (Source? Source, Diagnostic? Diagnostic) Read(string path, FileContent? content, long most, Func<string, byte[], (Source? Source, Diagnostic? Diagnostic)> decode)
    {
        if (content is null && Directory.Exists(path))
        {
            return (null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, "this is a directory, not a draft", $"name the files in it, for example `{path.TrimEnd('/')}/*.md`"));
        }

        try
        {
            var file = content ?? FileContent.OnDisk(TableFormats.FileOf(path));
            return file.Length is not { } length ? (null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, "there is no such file", content is null ? Near(path) : null))
                : length > most ? (null, TooLarge(path, length, most))
                : file.Read() is var bytes && Revision.IsPointer(bytes) ? (null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, "the file is kept by Git LFS, and what is here only says where", "fetch it: `git lfs pull`"))
                : decode(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, $"the file cannot be read: {e.Message}", content is null ? "check its permissions" : null));
        }
    }

    private static string? Near(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        return !Directory.Exists(folder) ? $"there is no folder `{folder}` either"
            : Suggestions.Nearest(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Take(2_000).Select(p => Path.GetFileName(p))) is { } near ? $"did you mean `{Path.Combine(Path.GetDirectoryName(path) ?? "", near)}`?"
            : null;
    }

    private static Diagnostic TooLarge(string path, long? length, long most) =>
        Diagnostic.OfFile(path, "D009", DiagnosticKind.Incomplete, $"the file is {(length is { } n ? $"{n / 1_000_000m:0.#} MB" : "too long")}; at most {most / 1_000_000m:0.#} MB are read, so it was not checked", "split it");

    private bool Copy(Stream input, MemoryStream bytes)
    {
        var buffer = new byte[81920];
        for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > limits.MaxDraftBytes)
            {
                return false;
            }
        }

        return true;
    }
}
