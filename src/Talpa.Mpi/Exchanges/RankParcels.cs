using System.Buffers;
using System.Runtime.InteropServices;
using Talpa.Ranks;

namespace Talpa.Mpi.Exchanges;

/// <summary>
/// Bytes for each rank whose lengths only the sender has: the lengths are exchanged first. Filled, exchanged and read in turn, any number of times. Owns the buffers; what one exchange
/// sends and what it receives are in memory at once, so the caller bounds how much it writes before each.
/// </summary>
internal sealed class RankParcels
{
    private readonly IRankGroup _group;
    private readonly ArrayBufferWriter<byte>[] _outgoing;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private byte[] _sent = [];
    private byte[] _received = [];

    /// <param name="group">The ranks.</param>
    public RankParcels(IRankGroup group)
    {
        _group = group;
        _outgoing = [.. Enumerable.Range(0, group.Count).Select(_ => new ArrayBufferWriter<byte>())];
        _starts = new int[group.Count];
        _lengths = new int[group.Count];
    }

    /// <summary>What takes the bytes for a rank.</summary>
    public IBufferWriter<byte> For(int rank) => _outgoing[rank];

    /// <summary>Sends what was written, and receives what the other ranks have written for this one. All ranks call it together.</summary>
    /// <param name="hasMore">Whether this rank has more to send after this.</param>
    /// <returns>Whether any rank has more.</returns>
    public bool Exchange(bool hasMore)
    {
        bool anyMore = ExchangeLengths(hasMore);
        int[] sentLengths = [.. _outgoing.Select(parcel => parcel.WrittenCount)];
        Reserve(ref _sent, sentLengths);
        int end = 0;
        foreach (ArrayBufferWriter<byte> parcel in _outgoing)
        {
            parcel.WrittenSpan.CopyTo(_sent.AsSpan(end));
            end += parcel.WrittenCount;
            parcel.ResetWrittenCount();
        }

        int received = Reserve(ref _received, _lengths);
        _group.AllToAll(_sent.AsSpan(0, end), sentLengths, _received.AsSpan(0, received), _lengths);
        for (int rank = 1; rank < _lengths.Length; rank++)
        {
            _starts[rank] = _starts[rank - 1] + _lengths[rank - 1];
        }

        return anyMore;
    }

    /// <summary>What a rank has sent in the last exchange; valid until the next.</summary>
    public ReadOnlySpan<byte> From(int rank) => _received.AsSpan(_starts[rank], _lengths[rank]);

    private bool ExchangeLengths(bool hasMore)
    {
        const int Numbers = 2;
        int[] sent = new int[Numbers * _group.Count];
        int[] received = new int[sent.Length];
        int[] bytes = [.. Enumerable.Repeat(Numbers * sizeof(int), _group.Count)];
        for (int rank = 0; rank < _group.Count; rank++)
        {
            sent[Numbers * rank] = _outgoing[rank].WrittenCount;
            sent[(Numbers * rank) + 1] = hasMore ? 1 : 0;
        }

        _group.AllToAll(MemoryMarshal.AsBytes<int>(sent), bytes, MemoryMarshal.AsBytes(received.AsSpan()), bytes);
        bool anyMore = false;
        for (int rank = 0; rank < _group.Count; rank++)
        {
            _lengths[rank] = received[Numbers * rank];
            anyMore |= received[(Numbers * rank) + 1] != 0;
        }

        return anyMore;
    }

    private static int Reserve(ref byte[] buffer, int[] lengths)
    {
        // Sum is checked: it throws where the bytes do not fit into an array.
        int length = lengths.Sum();
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }

        return length;
    }
}
