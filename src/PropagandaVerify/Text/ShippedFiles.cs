using System.Reflection;
using System.Text;

namespace PropagandaVerify.Text;

/// <summary>The rule packs, lexicons and reference tables that travel inside the assembly.</summary>
internal static class ShippedFiles
{
    /// <summary>Paths below <c>rules/</c> that start with a prefix, in ordinal order.</summary>
    public static IEnumerable<string> Paths(string prefix) =>
        typeof(ShippedFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static Source Read(string path)
    {
        using var reader = Open(path);
        return new Source(path, reader.ReadToEnd());
    }

    /// <summary>The lines of a file before the first that begins so, and whether there is one.</summary>
    public static (Source Head, bool GoesOn) ReadHead(string path, string end)
    {
        using var reader = Open(path);
        var head = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(end, StringComparison.Ordinal))
            {
                return (new Source(path, head.ToString()), true);
            }

            head.Append(line).Append('\n');
        }

        return (new Source(path, head.ToString()), false);
    }

    private static StreamReader Open(string path) =>
        new(Assembly.GetExecutingAssembly().GetManifestResourceStream(path) ?? throw new InvalidOperationException($"{path} is not embedded in the assembly"));
}
