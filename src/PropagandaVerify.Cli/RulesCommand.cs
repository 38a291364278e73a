using System.CommandLine;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules</c>: what can be done with rules themselves.</summary>
internal static class RulesCommand
{
    public static Command Create(ConsoleContext console) => new("rules", "List, test, begin, describe and draw rules.")
    {
        RulesTestCommand.Create(console),
        RulesListCommand.Create(console),
        RulesLintCommand.Create(console),
        RulesNewCommand.Create(console),
        RulesDocsCommand.Create(console),
        RulesGraphCommand.Create(console),
        RulesSchemaCommand.Create(console),
    };

    /// <summary>A number with its noun, such as "1 rule" or "2 rules".</summary>
    public static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
