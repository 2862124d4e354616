namespace Talpa.Ranks;

/// <summary>One process alone: every operation is a copy.</summary>
internal sealed class SingleRank : IRankGroup
{
    /// <summary>It has no state.</summary>
    public static SingleRank Instance { get; } = new();

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public long BytesSent => 0;

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths) => own.CopyTo(all);

    /// <inheritdoc/>
    public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths) => sent.CopyTo(received);

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root)
    {
    }

    /// <inheritdoc/>
    public void Barrier()
    {
    }
}
