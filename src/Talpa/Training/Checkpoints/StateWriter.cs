using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>Carries numbers out, to a file.</summary>
internal sealed class StateWriter(ChecksumWriter file) : IStateCarrier
{
    /// <inheritdoc/>
    public void Carry<T>(Span<T> numbers)
        where T : unmanaged => file.Write<T>(numbers);
}
