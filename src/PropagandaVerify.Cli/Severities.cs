using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The words of the command line for severities.</summary>
internal static class Severities
{
    public static string[] Names { get; } = ["error", "warning", "info"];

    /// <summary>The severity of a word; error where there is none.</summary>
    public static Severity Of(string? name) => name switch { "info" => Severity.Info, "warning" => Severity.Warning, _ => Severity.Error };
}
