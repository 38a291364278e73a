using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The reference data of a run: the shipped ones and the files that the user names.</summary>
internal static class ReferenceFiles
{
    /// <summary>The data, or what is wrong with a file, in which case the shipped data stand alone.</summary>
    public static (ReferenceData Data, IReadOnlyList<Diagnostic> Diagnostics) Read(IEnumerable<string> paths, InputFiles files)
    {
        var opened = paths.Select(files.Reference).ToList();
        var unread = opened.Select(o => o.Diagnostic).OfType<Diagnostic>().ToList();
        if (unread.Count > 0)
        {
            return (ReferenceData.Shipped, unread);
        }

        try
        {
            return (ReferenceData.With([.. opened.Select(o => o.Source!)]), []);
        }
        catch (FormatException e)
        {
            return (ReferenceData.Shipped, [Diagnostic.OfFile(null, "D010", DiagnosticKind.Configuration, e.Message, "`pverify reference import FILE --out FILE` makes a file of rates from what banks publish")]);
        }
    }
}
