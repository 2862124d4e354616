using Talpa.Mpi.Binding;
using Talpa.Ranks;

namespace Talpa.Mpi.Groups;

/// <summary>
/// The ranks of an MPI job. One thread of its own makes all calls, and the caller waits for it. Buffers are pinned while they are used, not copied. Dispose leaves the job, which
/// waits for the other ranks to do the same.
/// </summary>
internal sealed unsafe class MpiGroup : IRankGroup, IDisposable
{
    private readonly MpiLibrary _library;
    private readonly CommunicationThread _thread;
    private readonly PiecewiseOperations _operations;
    private bool _hasEnded;

    private MpiGroup(MpiLibrary library, CommunicationThread thread, OperationProgress progress, string version, int rank, int count, int pieceBytes)
    {
        _library = library;
        _thread = thread;
        Progress = progress;
        LibraryVersion = version;
        Rank = rank;
        Count = count;
        _operations = new PiecewiseOperations(library, rank, count, pieceBytes, progress);
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public long BytesSent { get; private set; }

    /// <summary>The time spent in operations so far: sending, receiving and waiting for others.</summary>
    public TimeSpan Waited => Progress.Waited;

    /// <summary>Name and version of the library.</summary>
    public string LibraryVersion { get; }

    /// <summary>The file of the library.</summary>
    public string LibraryName => _library.Name;

    /// <summary>The operation that this rank is in.</summary>
    public OperationProgress Progress { get; }

    /// <summary>Joins the ranks of the job. All of them do; no rank returns before.</summary>
    /// <param name="library">The library.</param>
    /// <param name="progress">Records the operations.</param>
    /// <param name="pieceBytes">The most bytes in one call.</param>
    /// <exception cref="ClusterException">The library reports an error.</exception>
    public static MpiGroup Start(MpiLibrary library, OperationProgress progress, int pieceBytes = PiecewiseOperations.DefaultPieceBytes)
    {
        var thread = new CommunicationThread();
        try
        {
            MpiGroup? group = null;
            progress.Begin(OperationKind.Start);
            thread.Run(() =>
            {
                library.Initialize();
                group = new MpiGroup(library, thread, progress, library.Version, library.Rank, library.Count, pieceBytes);
            });
            progress.Finish();
            return group!;
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths don't fit the buffers.</exception>
    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
    {
        long total = Total(lengths, nameof(lengths));
        Require(own.Length == lengths[Rank], $"{own.Length} bytes are contributed, but {lengths[Rank]} are announced", nameof(own));
        Require(all.Length >= total, $"there is room for {all.Length} bytes of {total}", nameof(all));

        // MPI does not allow it. To receive in place all ranks would have to do so.
        ReadOnlySpan<byte> apart = own.Overlaps(all) ? own.ToArray() : own;
        fixed (byte* from = apart, to = all)
        fixed (int* eachLength = lengths)
        {
            byte* source = from;
            byte* target = to;
            int* ranks = eachLength;
            Do(OperationKind.AllGather, () => _operations.AllGather(source, target, new ReadOnlySpan<int>(ranks, Count)));
        }

        BytesSent += (long)own.Length * (Count - 1);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths don't fit the buffers, or the buffers overlap.</exception>
    public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
    {
        long total = Total(sentLengths, nameof(sentLengths));
        long room = Total(receivedLengths, nameof(receivedLengths));
        Require(sent.Length >= total, $"{sent.Length} bytes are given to send {total}", nameof(sent));
        Require(received.Length >= room, $"there is room for {received.Length} bytes of {room}", nameof(received));
        Require(!sent.Overlaps(received), "what is sent and what is received overlap", nameof(received));
        Require(sentLengths[Rank] == receivedLengths[Rank], "a rank sends itself another number of bytes than it receives", nameof(receivedLengths));
        fixed (byte* from = sent, to = received)
        fixed (int* eachSent = sentLengths, eachReceived = receivedLengths)
        {
            byte* source = from;
            byte* target = to;
            int* sentOf = eachSent;
            int* receivedOf = eachReceived;
            Do(OperationKind.AllToAll, () => _operations.AllToAll(source, new ReadOnlySpan<int>(sentOf, Count), target, new ReadOnlySpan<int>(receivedOf, Count)));
        }

        BytesSent += total - sentLengths[Rank];
    }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, Count);
        int length = bytes.Length;
        fixed (byte* from = bytes)
        {
            byte* source = from;
            Do(OperationKind.Broadcast, () => _operations.Broadcast(source, length, root));
        }

        BytesSent += Rank == root ? (long)length * (Count - 1) : 0;
    }

    /// <inheritdoc/>
    public void Barrier() => Do(OperationKind.Barrier, _library.Barrier);

    /// <summary>Ends all ranks with an exit code, from any thread, also while an operation waits. Does not return.</summary>
    public void Abort(int exitCode) => JobAbort.End(_library, exitCode);

    /// <summary>Leaves the job.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            Do(OperationKind.End, _library.End);
            _thread.Dispose();
        }
    }

    private void Do(OperationKind kind, Action work)
    {
        Progress.Begin(kind);
        _thread.Run(work);
        Progress.Finish();
    }

    private long Total(ReadOnlySpan<int> lengths, string parameter)
    {
        Require(lengths.Length == Count, $"there are {lengths.Length} lengths for {Count} ranks", parameter);
        long total = 0;
        foreach (int length in lengths)
        {
            Require(length >= 0, $"a length is {length}", parameter);
            total += length;
        }

        return total;
    }

    private static void Require(bool condition, string fault, string parameter)
    {
        if (!condition)
        {
            throw new ArgumentException($"Rank operation: {fault}.", parameter);
        }
    }
}
