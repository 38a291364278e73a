using System.Text;
using PropagandaVerify.Documents;
using PropagandaVerify.Rules;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Which files a run is about: those named, those of folders and patterns, and those of a list.</summary>
/// <param name="limits">The bounds of the run.</param>
/// <param name="standardInput">Where a list may come from.</param>
internal sealed class InputPaths(Limits limits, Func<Stream> standardInput)
{
    private static readonly string[] Plain = [".txt", ".text", ".md", ".markdown"];

    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<string> files = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private bool isFull;

    /// <summary>What kept files from being found or read.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>The files, each once, in the order in which they were named; those of a folder or pattern by their paths.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Takes a file as it is, all files of a folder that a reader knows, or those that a pattern fits.</summary>
    public void Add(string path)
    {
        if (path == "-" || File.Exists(path))
        {
            Take(path);
        }
        else if (Directory.Exists(path))
        {
            Expect(Walk(path, IsKnown), path, "the folder holds no draft and no dataset", "files in it are known by their endings, and what its .gitignore or .pverifyignore names is left out");
        }
        else if (PathPattern.IsPattern(path))
        {
            Expect(Match(path), path, "no file fits this pattern", "** stands for any folders; what .gitignore or .pverifyignore name is left out");
        }
        else
        {
            Take(path);
        }
    }

    /// <summary>Takes the files of a list, one a line, or ended by zero bytes where it holds any. Those whose endings no reader knows are left out, since a list of changed files names everything.</summary>
    public void AddList(string list)
    {
        var name = list == "-" ? "<stdin>" : list;
        string text;
        try
        {
            using var stream = list == "-" ? standardInput() : File.OpenRead(list);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var read = new char[limits.MaxListOfFiles];
            var length = reader.ReadBlock(read);
            text = new string(read, 0, length);
            if (reader.Peek() >= 0)
            {
                diagnostics.Add(Diagnostic.OfFile(name, "D050", DiagnosticKind.Incomplete, $"the list of files is longer than {limits.MaxListOfFiles / 1_000_000} million characters; what stands behind them was not checked", "check them in several runs"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostic.OfFile(name, "D001", DiagnosticKind.Incomplete, $"the list of files cannot be read: {e.Message}"));
            return;
        }

        var named = text.Contains('\0', StringComparison.Ordinal) ? text.Split('\0', StringSplitOptions.RemoveEmptyEntries) : [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Unquoted)];
        var others = named.Where(n => !IsKnown(n)).ToList();
        foreach (var path in named.Where(IsKnown))
        {
            Take(path);
        }

        if (others.Count > 0)
        {
            diagnostics.Add(Diagnostic.OfFile(name, "D051", DiagnosticKind.Note, $"left out of the list, since they are neither drafts nor datasets by their endings: {others.Count} of {named.Length} ({string.Join(", ", others.Take(3))}{(others.Count > 3 ? " …" : "")})", "name a draft with another ending as an argument"));
        }
    }

    // Version control puts a path with unusual characters into quotes, and writes their bytes in octal.
    private static string Unquoted(string line)
    {
        if (line.Length < 2 || line[0] != '"' || line[^1] != '"')
        {
            return line;
        }

        var bytes = new List<byte>();
        for (var i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(line, i, 1));
            }
            else if (i + 3 < line.Length - 1 && line.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                bytes.Add((byte)((((line[i + 1] - '0') & 3) << 6) | ((line[i + 2] - '0') << 3) | (line[i + 3] - '0')));
                i += 3;
            }
            else
            {
                bytes.Add((byte)(line[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other }));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Whether a file of a folder is a draft, a dataset or a data package by its name. Most JSON files of a folder are settings.</summary>
    public static bool IsKnown(string path) => DataPackage.IsPackage(path) || (Verifier.IsTable(path) && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) || DraftFormats.Of(path) is not null || Plain.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private void Take(string path)
    {
        if (files.Count >= limits.MaxFiles)
        {
            if (!isFull)
            {
                diagnostics.Add(Diagnostic.OfFile(path, "D050", DiagnosticKind.Incomplete, $"more than {limits.MaxFiles} files are named; this one and those behind it were not checked", "check them in several runs"));
            }

            isFull = true;
        }
        else if (taken.Add(path == "-" ? path : Path.GetFullPath(path)))
        {
            files.Add(path);
        }
    }

    private void Expect(int found, string path, string message, string help)
    {
        if (found == 0)
        {
            diagnostics.Add(Diagnostic.OfFile(path, "D001", DiagnosticKind.Incomplete, message, help));
        }
    }

    // The folders in front of the first name with a sign of a pattern are walked from.
    private int Match(string path)
    {
        var names = (Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/')).Split('/');
        var fixedNames = names.TakeWhile(n => !PathPattern.IsPattern(n)).ToArray();
        var folder = fixedNames.Length == 0 ? "." : string.Join('/', fixedNames) is { Length: > 0 } prefix ? prefix : "/";
        var pattern = new PathPattern(string.Join('/', names[fixedNames.Length..]));
        return Directory.Exists(folder) ? Walk(folder, file => pattern.Matches(NamesOf(file))) : 0;
    }

    /// <summary>Takes the files of a folder and those below it that a reader knows; none is no trouble.</summary>
    public void AddFolder(string path) => Walk(path, IsKnown);

    /// <summary>Takes the files of a folder and those below it.</summary>
    /// <param name="isWanted">Told the path of a file from that folder.</param>
    /// <returns>How many files were found.</returns>
    private int Walk(string folder, Func<string, bool> isWanted)
    {
        var inside = new List<string>();
        Walk(folder, new LeftOut(folder), file => isWanted(Path.GetRelativePath(folder, file)), inside);
        foreach (var file in inside.Select(f => Path.IsPathRooted(f) ? f : Path.GetRelativePath(".", f)).Order(StringComparer.Ordinal))
        {
            Take(file);
        }

        return inside.Count;
    }

    // Links to folders may lead round in circles.
    private void Walk(string folder, LeftOut leftOut, Func<string, bool> isWanted, List<string> inside)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                var path = Path.Combine(folder, entry.Name);
                var isFolder = entry is DirectoryInfo;
                if ((isFolder && entry.LinkTarget is not null) || leftOut.Has(path, isFolder) || inside.Count > limits.MaxFiles)
                {
                    continue;
                }

                if (isFolder)
                {
                    Walk(path, leftOut, isWanted, inside);
                }
                else if (isWanted(path))
                {
                    inside.Add(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostic.OfFile(folder, "D001", DiagnosticKind.Incomplete, $"the folder cannot be read: {e.Message}", "check its permissions"));
        }
    }

    private static string[] NamesOf(string path) => path.Split(Path.DirectorySeparatorChar);
}
