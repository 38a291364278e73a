using System.CommandLine;
using System.Globalization;
using PropagandaVerify.Reference;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary><c>pverify reference</c>: brings further reference data into the form that runs read, and shows what is known.</summary>
internal static class ReferenceCommand
{
    public static Command Create(ConsoleContext console) => new("reference", "Import exchange rates and names, and show what is known of one.")
    {
        Import(console),
        Show(console),
    };

    private static Option<string[]> Beside() => new("--reference") { Description = "A file of rates or names beside the shipped data; may be repeated.", HelpName = "FILE" };

    private static Command Import(ConsoleContext console)
    {
        var path = new Argument<string>("FILE") { Description = "Daily rates (eurofxref-hist.csv of the European Central Bank, or lines date,base,quote,rate), or names (a YAML file with `entities`)." };
        var output = new Option<string?>("--out", "-o") { Description = "The file to write, over what is there; standard output by default.", HelpName = "FILE" };
        var beside = Beside();
        var command = new Command("import", "Turn published rates into the monthly table that `check --reference` reads; check a file of names.") { path, output, beside };
        command.SetAction(parsed =>
        {
            var files = new InputFiles(Limits.Default, console.StandardInput);
            var (data, trouble) = ReferenceFiles.Read(parsed.GetValue(beside) ?? [], files);
            var (source, diagnostic) = files.Reference(parsed.GetValue(path)!);
            if (source is null || trouble.Count > 0)
            {
                console.Write([.. trouble, .. diagnostic is null ? [] : new[] { diagnostic }]);
                return ExitCode.Usage;
            }

            try
            {
                var text = PublishedRates.Knows(source) ? PublishedRates.Monthly(source, data.Rates) : source.Text;

                // What was made, or is taken as it stands, must be readable.
                var target = parsed.GetValue(output) ?? source.Path;
                _ = ReferenceData.With([new Source(target, text)]);
                if (parsed.GetValue(output) is null)
                {
                    console.Output.Write(text);
                    return ExitCode.Clean;
                }

                File.WriteAllText(target, text);
                console.Output.WriteLine($"{target}: {RulesCommand.Counted(text.Split('\n').Count(l => l.Length > 0 && char.IsDigit(l[0])), "month")} of rates; name it with `--reference {target}`, or in {Configuration.FileName}: `reference: [{target}]`");
                return ExitCode.Clean;
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine($"pverify: {e.Message}");
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static Command Show(ConsoleContext console)
    {
        var name = new Argument<string>("NAME") { Description = "A currency code such as USD, or a name such as Berlin." };
        var month = new Argument<string?>("MONTH") { Description = "The month of a rate, such as 2020-10; the last one on record by default.", Arity = ArgumentArity.ZeroOrOne };
        var beside = Beside();
        var command = new Command("show", "Show what is known of a currency, a name or a place, with its dates and source.") { name, month, beside };
        command.SetAction(parsed =>
        {
            var (data, trouble) = ReferenceFiles.Read(parsed.GetValue(beside) ?? [], new InputFiles(Limits.Default, console.StandardInput));
            if (trouble.Count > 0)
            {
                console.Write(trouble);
                return ExitCode.Usage;
            }

            if (parsed.GetValue(month) is { } written && !DateOnly.TryParseExact(written, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                console.Error.WriteLine($"pverify: `{written}` is no month; write 2020-10");
                return ExitCode.Usage;
            }

            var lines = data.Known(parsed.GetValue(name)!, parsed.GetValue(month)).ToList();
            lines.ForEach(console.Output.WriteLine);
            if (lines.Count == 0)
            {
                console.Error.WriteLine($"pverify: nothing is known of {parsed.GetValue(name)}{(parsed.GetValue(month) is { } of ? $" in {of}" : "")}; currencies go by their code, such as USD");
            }

            return lines.Count == 0 ? ExitCode.Incomplete : ExitCode.Clean;
        });
        return command;
    }
}
