using System.Text;
using PropagandaVerify.Cli;

// Output is UTF-8 whatever the locale: reports quote drafts in every script.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    return CommandLine.Run(args, Console.Out, Console.Error, Console.OpenStandardInput, isTerminal: !Console.IsOutputRedirected, isErrorTerminal: !Console.IsErrorRedirected);
}
catch (Exception e)
{
    Console.Error.WriteLine($"pverify: internal error: {e}");
    Console.Error.WriteLine("This is a bug of pverify, not of your files. Please report it with the command that you ran.");
    return ExitCode.Internal;
}
