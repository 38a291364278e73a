using System.Reflection;

namespace PropagandaVerify.Text;

/// <summary>The rule packs, lexicons and reference tables that travel inside the assembly.</summary>
internal static class ShippedFiles
{
    /// <summary>Paths below <c>rules/</c> that start with a prefix, in ordinal order.</summary>
    public static IEnumerable<string> Paths(string prefix) =>
        typeof(ShippedFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static Source Read(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"{path} is not embedded in the assembly");
        using var reader = new StreamReader(stream);
        return new Source(path, reader.ReadToEnd());
    }
}
