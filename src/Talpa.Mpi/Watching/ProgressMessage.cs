using System.Buffers.Binary;
using Talpa.Mpi.Groups;

namespace Talpa.Mpi.Watching;

/// <summary>A question for the progress of a rank, or the answer: some bytes in one packet.</summary>
/// <param name="Key">The job, so that packets of others are ignored.</param>
/// <param name="IsAnswer">Whether it is the answer.</param>
/// <param name="Rank">The rank that sends it.</param>
/// <param name="Number">Operations that the rank has begun.</param>
/// <param name="Kind">The operation that it is in.</param>
/// <param name="Milliseconds">How long ago it made progress.</param>
internal readonly record struct ProgressMessage(long Key, bool IsAnswer, int Rank, long Number, OperationKind Kind, long Milliseconds)
{
    /// <summary>The length of a packet.</summary>
    public const int Bytes = 30;

    /// <summary>Writes the packet.</summary>
    public void Write(Span<byte> packet)
    {
        BinaryPrimitives.WriteInt64LittleEndian(packet, Key);
        packet[8] = IsAnswer ? (byte)1 : (byte)0;
        packet[9] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(packet[10..], Rank);
        BinaryPrimitives.WriteInt64LittleEndian(packet[14..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(packet[22..], Milliseconds);
    }

    /// <summary>Reads a packet; <c>null</c> for one of another job or kind.</summary>
    public static ProgressMessage? Read(ReadOnlySpan<byte> packet, long key, int ranks)
    {
        if (packet.Length != Bytes || BinaryPrimitives.ReadInt64LittleEndian(packet) != key || packet[8] > 1 || packet[9] > (byte)OperationKind.End)
        {
            return null;
        }

        int rank = BinaryPrimitives.ReadInt32LittleEndian(packet[10..]);
        return rank >= 0 && rank < ranks
            ? new ProgressMessage(
                key, packet[8] == 1, rank, BinaryPrimitives.ReadInt64LittleEndian(packet[14..]), (OperationKind)packet[9], BinaryPrimitives.ReadInt64LittleEndian(packet[22..]))
            : null;
    }
}
