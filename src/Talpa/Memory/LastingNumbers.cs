using System.Buffers;

namespace Talpa.Memory;

/// <summary>
/// Numbers at a fixed address as <see cref="Memory{T}"/>. The address must stay valid until the process ends, because a span into it
/// can't keep it alive.
/// </summary>
internal sealed unsafe class LastingNumbers(float* start, int length) : MemoryManager<float>
{
    /// <inheritdoc/>
    public override Span<float> GetSpan() => new(start, length);

    /// <summary>The address of a number. Nothing moves, so that nothing is pinned.</summary>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        return new MemoryHandle(start + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
