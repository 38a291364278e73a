using System.Text;

namespace PropagandaVerify.Benchmarks.Extraction;

/// <summary>Texts made of what a reader of figures looks at longest, at any length.</summary>
internal static class HostileTexts
{
    public static IReadOnlyDictionary<string, Func<int, string>> All { get; } = new Dictionary<string, Func<int, string>>(StringComparer.Ordinal)
    {
        ["one run of digits"] = n => Repeated("1234567890", n),
        ["groups of digits"] = n => Repeated("123 456\u00A0789.", n),
        ["numbers in one line"] = n => Repeated("12 345 millions d'euros, ", n),
        ["round brackets"] = n => Repeated("(", n),
        ["amounts in brackets"] = n => Repeated("12 M€ (", n),
        ["square brackets"] = n => Repeated("[", n),
        ["points and commas"] = n => Repeated(".,", n),
        ["decimals without end"] = n => Repeated("1,", n),
        ["percent signs"] = n => Repeated("% ", n),
        ["dashes between numbers"] = n => Repeated("1-2–3/", n),
        ["number words"] = n => Repeated("cent mille ", n),
        ["capitals"] = n => Repeated("La Ville de La ", n),
        ["dates in one line"] = n => Repeated("le 3 mars 2020 et ", n),
        ["lines of one item"] = n => Repeated("- A : 1\n", n),
        ["rows of one table"] = n => Repeated("A  1\n", n),
        ["rows of totals"] = n => Repeated("A  1\nTotal  1\n", n),
        ["words of a cue apart"] = n => Repeated("Kong Hong, 12 dollars.\n", n),
        ["empty lines"] = n => Repeated("\n", n),
        ["one word"] = n => Repeated("a", n),
    };

    private static string Repeated(string part, int length)
    {
        var text = new StringBuilder(length + part.Length);
        while (text.Length < length)
        {
            text.Append(part);
        }

        text.Length = length;
        return text.ToString();
    }
}
