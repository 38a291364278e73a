using System.CommandLine;
using PropagandaVerify.Text;

namespace PropagandaVerify.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Choices
{
    /// <summary>Limits an option to some words; another is an error that names the option.</summary>
    public static void Limit<T>(Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !words.Contains(t.Value, StringComparer.Ordinal)))
            {
                var near = Suggestions.Nearest(token.Value, words);
                result.AddError($"`{token.Value}` is no value of {option.Name}; {(near is null ? "" : $"did you mean `{near}`? ")}there are {string.Join(", ", words)}");
            }
        });
    }
}
