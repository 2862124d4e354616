using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Groups;

/// <summary>
/// The operations of a group as calls of MPI, whose counts and starts are 32 bits wide: what is longer goes in pieces. Belongs to the communication thread.
/// </summary>
/// <param name="library">The library, initialized.</param>
/// <param name="rank">The rank of this process.</param>
/// <param name="count">The number of ranks.</param>
/// <param name="pieceBytes">The most bytes that one rank gives another in one call.</param>
/// <param name="progress">Advances with each call.</param>
internal sealed unsafe class PiecewiseOperations(MpiLibrary library, int rank, int count, int pieceBytes, OperationProgress progress)
{
    /// <summary>The length of a piece. Libraries add up counts in 32 bits on their way, so pieces are well below 2³¹.</summary>
    public const int DefaultPieceBytes = 1 << 28;

    // Pinned, because the library reads them while the collector may run.
    private readonly int[] _sentCounts = GC.AllocateArray<int>(count, pinned: true);
    private readonly int[] _sentStarts = GC.AllocateArray<int>(count, pinned: true);
    private readonly int[] _receivedCounts = GC.AllocateArray<int>(count, pinned: true);
    private readonly int[] _receivedStarts = GC.AllocateArray<int>(count, pinned: true);
    private readonly List<nint> _requests = [];

    /// <summary>Gives every rank the bytes of all ranks. All ranks have the same lengths, and so make the same number of calls.</summary>
    public void AllGather(byte* own, byte* all, ReadOnlySpan<int> lengths)
    {
        if (count == 1)
        {
            // MPICH 4.0.2 ignores the start of the only rank.
            new ReadOnlySpan<byte>(own, lengths[0]).CopyTo(new Span<byte>(all, lengths[0]));
            return;
        }

        int longest = 0;
        foreach (int length in lengths)
        {
            longest = Math.Max(longest, length);
        }

        // 64 bits wide: the first piece behind the end may begin above 2³¹.
        long piece = 0;
        do
        {
            int place = 0;
            for (int other = 0; other < count; other++)
            {
                _receivedCounts[other] = (int)Math.Clamp(lengths[other] - piece, 0, pieceBytes);
                _receivedStarts[other] = place + (int)Math.Min(piece, lengths[other]);
                place += lengths[other];
            }

            fixed (int* counts = _receivedCounts, starts = _receivedStarts)
            {
                library.AllGather(own + Math.Min(piece, lengths[rank]), counts[rank], all, counts, starts);
            }

            progress.Advance();
            piece += pieceBytes;
        }
        while (piece < longest);
    }

    /// <summary>
    /// Gives each rank other bytes: the first piece of each pair of ranks in one call, further pieces in messages, of which no other rank has to be informed.
    /// </summary>
    public void AllToAll(byte* sent, ReadOnlySpan<int> sentLengths, byte* received, ReadOnlySpan<int> receivedLengths)
    {
        SetFirst(sentLengths, _sentCounts, _sentStarts);
        SetFirst(receivedLengths, _receivedCounts, _receivedStarts);
        fixed (int* sentCounts = _sentCounts, sentStarts = _sentStarts, receivedCounts = _receivedCounts, receivedStarts = _receivedStarts)
        {
            library.AllToAll(sent, sentCounts, sentStarts, received, receivedCounts, receivedStarts);
        }

        progress.Advance();
        for (int other = 0; other < count; other++)
        {
            for (long piece = pieceBytes; piece < receivedLengths[other]; piece += pieceBytes)
            {
                _requests.Add(library.StartReceive(received + _receivedStarts[other] + piece, (int)Math.Min(pieceBytes, receivedLengths[other] - piece), other, 0));
            }
        }

        for (int other = 0; other < count; other++)
        {
            for (long piece = pieceBytes; piece < sentLengths[other]; piece += pieceBytes)
            {
                _requests.Add(library.StartSend(sent + _sentStarts[other] + piece, (int)Math.Min(pieceBytes, sentLengths[other] - piece), other, 0));
            }
        }

        foreach (nint request in _requests)
        {
            library.Wait(request);
            progress.Advance();
        }

        _requests.Clear();
    }

    /// <summary>Gives every rank the bytes of one.</summary>
    public void Broadcast(byte* bytes, int length, int root)
    {
        for (long piece = 0; piece < length; piece += pieceBytes)
        {
            library.Broadcast(bytes + piece, (int)Math.Min(pieceBytes, length - piece), root);
            progress.Advance();
        }
    }

    private void SetFirst(ReadOnlySpan<int> lengths, int[] counts, int[] starts)
    {
        int place = 0;
        for (int other = 0; other < count; other++)
        {
            counts[other] = Math.Min(lengths[other], pieceBytes);
            starts[other] = place;
            place += lengths[other];
        }
    }
}
