namespace PropagandaVerify.Documents.Packages;

/// <summary>Raised digits as characters of their own, so that a mark of a note behind a figure or the power of ten is no further digit of it.</summary>
internal static class RaisedDigits
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static string Of(string words) => string.Create(words.Length, words, static (raised, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            raised[i] = from[i] switch
            {
                >= '0' and <= '9' => Raised[from[i] - '0'],
                '-' or '\u2212' or '\u2011' or '–' => '⁻',
                '+' => '⁺',
                _ => from[i],
            };
        }
    });
}
