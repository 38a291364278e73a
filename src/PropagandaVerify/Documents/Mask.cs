using PropagandaVerify.Text;

namespace PropagandaVerify.Documents;

/// <summary>A reading text that begins with everything masked but line breaks; readers copy words into it at their own offsets, so that it keeps the length of its source.</summary>
internal static class Mask
{
    public static char[] Of(string text)
    {
        var reading = new char[text.Length];
        for (var i = 0; i < reading.Length; i++)
        {
            reading[i] = Characters.IsLineBreak(text[i]) ? text[i] : Characters.Ignorable;
        }

        return reading;
    }
}
