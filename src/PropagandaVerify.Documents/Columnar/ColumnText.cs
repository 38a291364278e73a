using System.Globalization;

namespace PropagandaVerify.Documents.Columnar;

/// <summary>The cells of a column in one group of rows, as they would be written.</summary>
internal abstract class ColumnText
{
    /// <summary>The cell of a row; empty where it holds no value.</summary>
    public abstract string Of(int row);

    /// <summary>The same without a text of its own, valid until the buffer is written again.</summary>
    public virtual ReadOnlySpan<char> Of(int row, Span<char> buffer) => Of(row);
}

/// <summary>The cells of a column of texts, or of values that have a way of writing of their own.</summary>
internal sealed class WrittenColumn(Func<int, string> written) : ColumnText
{
    public override string Of(int row) => written(row);
}

/// <summary>The cells of a column of numbers or days in a format.</summary>
internal sealed class FormattedColumn<T>(Func<int, T?> value, string? format) : ColumnText
    where T : struct, ISpanFormattable
{
    public override string Of(int row) => value(row)?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    public override ReadOnlySpan<char> Of(int row, Span<char> buffer) =>
        value(row) is not { } there ? [] : there.TryFormat(buffer, out var length, format, CultureInfo.InvariantCulture) ? buffer[..length] : there.ToString(format, CultureInfo.InvariantCulture);
}
