using System.Globalization;

namespace PropagandaVerify.Reference;

/// <summary>A test by which a code shows a slip of the pen.</summary>
internal abstract record CheckTest
{
    private const int FirstLetter = 10;

    /// <summary>Characters at the start that are left out.</summary>
    public int Skip { get; init; }

    /// <summary>The length of the codes that it is for; null for any.</summary>
    public int? Length { get; init; }

    /// <summary>How the codes that it is for begin; empty for any.</summary>
    public IReadOnlyList<string> Begins { get; init; } = [];

    public bool Passes(string code) => !IsFor(code) || Holds(code.AsSpan(Skip));

    private bool IsFor(string code) =>
        (Length is null || Length == code.Length) && (Begins.Count == 0 || Begins.Any(start => code.StartsWith(start, StringComparison.Ordinal)));

    private protected abstract bool Holds(ReadOnlySpan<char> code);

    // Letters follow the digits: A is 10.
    private static int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + FirstLetter;

    private static int Remainder(ReadOnlySpan<char> code, int modulus, int remainder = 0)
    {
        foreach (var c in code)
        {
            var value = Value(c);
            remainder = ((remainder * (value < FirstLetter ? 10 : 100)) + value) % modulus;
        }

        return remainder;
    }

    /// <summary>The Luhn sum, ISO/IEC 7812: from the right every second digit is doubled, its own digits are added. A last letter may stand for a digit, its place among the letters.</summary>
    public sealed record Luhn(string Letters) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code)
        {
            var (sum, place) = (0, 0);
            for (var i = code.Length - 1; i >= 0; i--)
            {
                var last = i == code.Length - 1 ? Letters.IndexOf(code[i], StringComparison.Ordinal) : -1;
                for (var value = last < 0 ? Value(code[i]) : last; ; value /= 10)
                {
                    var digit = value % 10 * (place++ % 2 == 0 ? 1 : 2);
                    sum += (digit / 10) + (digit % 10);
                    if (value < 10)
                    {
                        break;
                    }
                }
            }

            return sum % 10 == 0;
        }
    }

    /// <summary>The sum of the characters times their weights is a multiple of the modulus; X counts 10.</summary>
    public sealed record Weighted(IReadOnlyList<int> Weights, int Modulus) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code)
        {
            var sum = 0;
            for (var i = 0; i < code.Length; i++)
            {
                sum += Weights[i % Weights.Count] * (code[i] == 'X' ? FirstLetter : Value(code[i]));
            }

            return sum % Modulus == 0;
        }
    }

    /// <summary>ISO 13616: with the first four characters moved to the end, the number leaves 1.</summary>
    public sealed record Rotated(int Modulus) : CheckTest
    {
        private const int Moved = 4;

        private protected override bool Holds(ReadOnlySpan<char> code) => Remainder(code[..Moved], Modulus, Remainder(code[Moved..], Modulus)) == 1;
    }

    /// <summary>A pure system of ISO 7064, its last character an X for 10.</summary>
    public sealed record Pure(int Modulus, int Radix) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code)
        {
            var sum = 0;
            foreach (var c in code[..^1])
            {
                sum = (sum + Value(c)) * Radix % Modulus;
            }

            return (sum + (code[^1] == 'X' ? FirstLetter : Value(code[^1]))) % Modulus == 1;
        }
    }

    /// <summary>A hybrid system of ISO 7064.</summary>
    public sealed record Hybrid(int Modulus, int Radix) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code)
        {
            var product = Radix;
            foreach (var c in code[..^1])
            {
                var sum = (Value(c) + product) % Radix;
                product = 2 * (sum == 0 ? Radix : sum) % Modulus;
            }

            return (product + Value(code[^1])) % Radix == 1;
        }
    }

    /// <summary>The number before the last letter, with what a letter at its head stands for, names that letter.</summary>
    public sealed record Lettered(string Letters, IReadOnlyDictionary<char, char> Prefixes) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code)
        {
            Span<char> number = stackalloc char[code.Length - 1];
            code[..^1].CopyTo(number);
            number[0] = Prefixes.GetValueOrDefault(number[0], number[0]);
            return Letters[Remainder(number, Letters.Length)] == code[^1];
        }
    }

    /// <summary>The first characters are the number behind them times a factor, plus a constant, by a modulus.</summary>
    public sealed record Keyed(int Digits, int Times, int Plus, int Modulus) : CheckTest
    {
        private protected override bool Holds(ReadOnlySpan<char> code) =>
            int.Parse(code[..Digits], CultureInfo.InvariantCulture) == ((Remainder(code[Digits..], Modulus) * Times) + Plus) % Modulus;
    }
}
