namespace Talpa;

/// <summary>How a file of vectors is written: its format, how it stores numbers, and what becomes of words that the format can't hold.</summary>
public sealed record VectorWriteOptions
{
    /// <summary>The file's format; <c>null</c> to take it from the ending of the name.</summary>
    public VectorFileFormat? Format { get; init; }

    /// <summary>How numbers are stored. Default: single precision. Formats that can store them otherwise: <see cref="VectorFiles.CanStore"/>.</summary>
    public NumberStorage Numbers { get; init; }

    /// <summary>
    /// What is written in place of a character that no word of the format can hold, such as "_" for the space in "new york";
    /// <c>null</c> to leave words as they are. A word that becomes empty or equal to another is left out.
    /// </summary>
    public string? Replacement { get; init; }

    /// <summary>Whether words that the format can't hold are left out. Default: no, such words are refused.</summary>
    public bool LeaveOutWords { get; init; }
}
