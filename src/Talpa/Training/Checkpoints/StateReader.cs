using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>Restores numbers from a file. The file must be long enough; the reader's stream throws if it is not.</summary>
internal sealed class StateReader(ChecksumReader file) : IStateArchive
{
    /// <inheritdoc/>
    public void Exchange<T>(Span<T> numbers)
        where T : unmanaged => file.Read(numbers);
}
