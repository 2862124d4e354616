using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>Saves numbers out, to a file.</summary>
internal sealed class StateWriter(ChecksumWriter file) : IStateArchive
{
    /// <inheritdoc/>
    public void Exchange<T>(Span<T> numbers)
        where T : unmanaged => file.Write<T>(numbers);
}
