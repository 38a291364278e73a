using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>The commands of <c>pverify</c> and their options.</summary>
internal static class CommandLine
{
    /// <summary>The commands, as help shows them.</summary>
    public static RootCommand Root(ConsoleContext console) => new("Cross-checks reported figures, dates and labels in drafts and datasets against rules written in YAML.")
    {
        CheckCommand.Create(console),
        FixCommand.Create(console),
        DiffCommand.Create(console),
        BaselineCommand.Create(console),
        ConfigCommand.Create(console),
        FactsCommand.Create(console),
        DataCommand.Create(console),
        ExplainCommand.Create(console),
        RulesCommand.Create(console),
        ReferenceCommand.Create(console),
    };

    public static int Run(string[] args, TextWriter output, TextWriter error, Func<Stream> standardInput, bool isTerminal, bool isErrorTerminal = false)
    {
        var console = new ConsoleContext(output, error, standardInput, isTerminal, isErrorTerminal);
        var parsed = Root(console).Parse(args);
        if (parsed.Errors.Count == 0 && UnknownOption(parsed) is { } unknown)
        {
            error.WriteLine($"pverify: unknown option `{unknown.Option}`{(unknown.Near is null ? "" : $"; did you mean `{unknown.Near}`?")}");
            error.WriteLine("`pverify COMMAND --help` lists the options. A file of that name is `./" + unknown.Option + "`.");
            return ExitCode.Usage;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                error.WriteLine($"pverify: {problem.Message}");
            }

            var wrong = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
            var known = parsed.CommandResult.Command.Subcommands.Select(c => c.Name).Concat(parsed.CommandResult.Command.Options.Select(o => o.Name));
            if (wrong is not null && Suggestions.Nearest(wrong, known) is { } near)
            {
                error.WriteLine($"did you mean `{near}`?");
            }

            error.WriteLine("`pverify --help` lists the commands, `pverify COMMAND --help` their options.");
            return ExitCode.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    // The parser takes a misspelt option for a path, which would only be "no such file".
    private static (string Option, string? Near)? UnknownOption(ParseResult parsed)
    {
        var token = parsed.Tokens.FirstOrDefault(t => t.Type == System.CommandLine.Parsing.TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-');
        return token is null ? null : (token.Value, Suggestions.Nearest(token.Value, parsed.CommandResult.Command.Options.Select(o => o.Name)));
    }
}

/// <summary>The streams of one run.</summary>
internal sealed record ConsoleContext(TextWriter Output, TextWriter Error, Func<Stream> StandardInput, bool IsTerminal, bool IsErrorTerminal)
{
    /// <summary>Colour only on a terminal, and not where the user forbids it (no-color.org).</summary>
    public bool Color => IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The file whose Markdown GitHub Actions shows as the summary of a step; null elsewhere.</summary>
    public string? StepSummary { get; init; } = Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } path ? path : null;

    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        var report = new Reports.TextReport(Error, Color);
        foreach (var diagnostic in diagnostics)
        {
            report.Write(diagnostic);
        }
    }
}
