using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PropagandaVerify.Reports;

/// <summary>A piece of a web page. What is interpolated into one is escaped unless it is markup itself, so that no text of a draft can become any.</summary>
internal readonly struct Markup
{
    private readonly string? text;

    private Markup(string text) => this.text = text;

    public static Markup None => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    public static Markup Of(MarkupText text) => new(text.Written);

    /// <summary>Markup of the program's own, such as a style sheet.</summary>
    public static Markup Raw(string text) => new(text);

    public static Markup Joined(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.ToString())));

    public override string ToString() => text ?? "";
}

/// <summary>Puts a <see cref="Markup"/> together from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText
{
    private readonly StringBuilder text;

    public MarkupText(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (16 * formattedCount));

    public string Written => text.ToString();

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(Markup value) => text.Append(value.ToString());

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(string? value) => text.Append(PageText.Escaped(value ?? ""));
}
