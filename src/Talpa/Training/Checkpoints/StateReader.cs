using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>Carries numbers back, from a file. The file must be long enough; the reader's stream says so if it is not.</summary>
internal sealed class StateReader(ChecksumReader file) : IStateCarrier
{
    /// <inheritdoc/>
    public void Carry<T>(Span<T> numbers)
        where T : unmanaged => file.Read(numbers);
}
