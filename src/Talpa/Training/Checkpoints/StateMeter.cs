using System.Runtime.CompilerServices;

namespace Talpa.Training.Checkpoints;

/// <summary>Carries nothing and counts how much it would be.</summary>
internal sealed class StateMeter : IStateArchive
{
    private long _bytes;

    /// <summary>The bytes of a state.</summary>
    public static long Measure(IResumable training)
    {
        var meter = new StateMeter();
        training.Exchange(meter);
        return meter._bytes;
    }

    /// <inheritdoc/>
    public void Exchange<T>(Span<T> numbers)
        where T : unmanaged => _bytes += (long)numbers.Length * Unsafe.SizeOf<T>();
}
