namespace Talpa.Ranks;

/// <summary>
/// The processes that train one model together. Each has a number, its rank, from 0. All of them call the same operations in the same order with lengths that agree, each from one
/// thread; an operation returns when this rank's part of it is done. Only bytes are moved: sums are computed by the caller in a fixed order, so that they do not depend on how
/// the bytes travelled.
/// </summary>
internal interface IRankGroup
{
    /// <summary>The number of this process, 0 to <see cref="Count"/> − 1.</summary>
    int Rank { get; }

    /// <summary>The number of processes, at least 1.</summary>
    int Count { get; }

    /// <summary>Bytes that this rank has sent to others so far, without what the transport adds.</summary>
    long BytesSent { get; }

    /// <summary>Gives every rank the bytes of all ranks.</summary>
    /// <param name="own">What this rank contributes.</param>
    /// <param name="all">Receives the contributions one after the other, by rank.</param>
    /// <param name="lengths">How many bytes each rank contributes; the same on all ranks.</param>
    void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths);

    /// <summary>Gives each rank other bytes.</summary>
    /// <param name="sent">The bytes for all ranks, one after the other, by rank.</param>
    /// <param name="sentLengths">How many of them each rank gets.</param>
    /// <param name="received">Receives what the ranks send to this one, one after the other, by rank.</param>
    /// <param name="receivedLengths">How many bytes come from each rank.</param>
    void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths);

    /// <summary>Gives every rank the bytes of one.</summary>
    /// <param name="bytes">On the root what is sent; on the others overwritten with it.</param>
    /// <param name="root">The rank that sends.</param>
    void Broadcast(Span<byte> bytes, int root);

    /// <summary>Returns when all ranks have called it.</summary>
    void Barrier();
}
