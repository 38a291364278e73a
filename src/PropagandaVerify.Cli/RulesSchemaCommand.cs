using System.CommandLine;
using PropagandaVerify.Rules;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify rules schema</c>: the JSON Schema of rules files, for editors.</summary>
internal static class RulesSchemaCommand
{
    public static Command Create(ConsoleContext console)
    {
        var output = new Option<string?>("--out", "-o") { Description = "The file to write, over what is there; standard output by default.", HelpName = "FILE" };
        var command = new Command("schema", "Write the JSON Schema of rules files, by which editors complete and check them.") { output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is not { } path)
            {
                console.Output.Write(RuleSchema.Json());
                return ExitCode.Clean;
            }

            try
            {
                File.WriteAllText(path, RuleSchema.Json());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                console.Error.WriteLine($"pverify: {path} was not written: {e.Message}");
                return ExitCode.Usage;
            }

            console.Output.WriteLine($"{path}: begin a rules file with `# yaml-language-server: $schema={path}`, a path from that file");
            return ExitCode.Clean;
        });
        return command;
    }
}
