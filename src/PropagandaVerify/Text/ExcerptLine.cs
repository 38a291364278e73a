namespace PropagandaVerify.Text;

/// <summary>A line of a text that is an excerpt of a file, or the part of it that the excerpt has.</summary>
/// <param name="Number">The number of the line in the file, from 1.</param>
/// <param name="Before">How many characters of the line stand in front of what the excerpt has of it.</param>
/// <param name="Offset">Where that begins in the file, in characters.</param>
/// <param name="Byte">Where that begins in the file, in bytes; null where it is not known.</param>
public readonly record struct ExcerptLine(int Number, int Before, long Offset, long? Byte);
