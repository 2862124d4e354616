namespace Talpa;

/// <summary>How a file of vectors is read: its format, and which of its words are kept. What is not kept takes no memory.</summary>
public sealed record VectorReadOptions
{
    /// <summary>The file's format; <c>null</c> to detect it from the content.</summary>
    public VectorFileFormat? Format { get; init; }

    /// <summary>The number of words to keep, the first in the file, 1 or more; <c>null</c> for all. Files usually begin with the most frequent words.</summary>
    public int? MaxWords { get; init; }

    /// <summary>The words to keep, as they are written in the file; <c>null</c> for all. The result has the file's order.</summary>
    public IReadOnlySet<string>? Words { get; init; }

    /// <summary>
    /// Whether a line of a text format that holds no word with a vector of the right length is left out, with a warning that counts such lines.
    /// Default: no, such a file is refused.
    /// </summary>
    public bool SkipBadRows { get; init; }

    /// <summary>Whether some words may be left out.</summary>
    internal bool Selects => MaxWords is not null || Words is not null;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (MaxWords is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxWords), MaxWords, $"{nameof(MaxWords)} must be 1 or more, or null for all words.");
        }
    }
}
