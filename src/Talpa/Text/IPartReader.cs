namespace Talpa.Text;

/// <summary>What is known of a part while it is read.</summary>
internal interface IPartReader : IDisposable
{
    /// <summary>Stored bytes read so far, compressed ones where the part is compressed.</summary>
    long StoredBytes { get; }

    /// <summary>Bytes of text read so far, in UTF-8.</summary>
    long TextBytes { get; }

    /// <summary>Sequences that could not be read as characters and were replaced so far.</summary>
    long ReplacedSequences { get; }

    /// <summary>Whether the part was written to while it was read.</summary>
    /// <exception cref="UnusableInputException">It became shorter, so that text is missing.</exception>
    bool WasChanged();
}
