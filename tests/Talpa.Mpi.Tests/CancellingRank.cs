using Talpa.Ranks;

namespace Talpa.Mpi.Tests;

/// <summary>A rank that cancels a token after a number of exchanges: at the same position of the training, however fast the machine is.</summary>
/// <param name="rank">The rank.</param>
/// <param name="cancellation">The token's source.</param>
/// <param name="exchanges">After how many exchanges.</param>
internal sealed class CancellingRank(IRankGroup rank, CancellationTokenSource cancellation, int exchanges) : IRankGroup
{
    private int _exchanges;

    public int Rank => rank.Rank;

    public int Count => rank.Count;

    public long BytesSent => rank.BytesSent;

    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths) => rank.AllGather(own, all, lengths);

    public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        rank.AllToAll(sent, sentLengths, received, receivedLengths);
        if (++_exchanges == exchanges)
        {
            cancellation.Cancel();
        }
    }

    public void Broadcast(Span<byte> bytes, int root) => rank.Broadcast(bytes, root);

    public void Barrier() => rank.Barrier();
}
