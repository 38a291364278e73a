using System.Diagnostics;

namespace PropagandaVerify.Tests.Documents;

/// <summary>A test that needs LibreOffice; where there is none it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() => Skip = LibreOffice.Program is null ? "soffice is not installed" : null;
}

/// <summary>The word processor that files go through in tests.</summary>
internal static class LibreOffice
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "soffice")).FirstOrDefault(File.Exists);

    /// <summary>Writes files anew in another format beside them.</summary>
    public static void Convert(string folder, string format, params IReadOnlyList<string> names)
    {
        // A profile of its own, so that two runs do not wait for each other.
        var start = new ProcessStartInfo(Program!, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", format, "--outdir", folder, .. names.Select(n => Path.Combine(folder, n))]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromMinutes(5)).ShouldBeTrue();
        names.Where(n => !File.Exists(Path.Combine(folder, Path.ChangeExtension(n, format)))).ShouldBeEmpty($"{output.Result} {errors.Result}");
    }
}
