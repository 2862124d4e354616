using System.Runtime.InteropServices;
using Talpa.Ranks;

namespace Talpa.Mpi.Exchanges;

/// <summary>
/// Numbers of all ranks brought together. Whole numbers only: their sums do not depend on the order of addition. All ranks call each method together and get the same result.
/// </summary>
internal static class RankNumbers
{
    /// <summary>Numbers that are added in one exchange: 8 MB.</summary>
    private const int PieceLength = 1 << 20;

    /// <summary>Replaces each number by the sum of those that the ranks have in its place. Each rank sends about 16 bytes a number.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="values">The numbers of this rank, then the sums; the same length on all ranks.</param>
    /// <param name="pieceLength">How many are added in one exchange.</param>
    /// <exception cref="OverflowException">A sum is out of the range of 64 bits.</exception>
    public static void Add(IRankGroup group, Span<long> values, int pieceLength = PieceLength)
    {
        for (; values.Length > pieceLength; values = values[pieceLength..])
        {
            AddPiece(group, values[..pieceLength]);
        }

        AddPiece(group, values);
    }

    /// <summary>The number of each rank.</summary>
    public static long[] Gather(IRankGroup group, long value)
    {
        long[] all = new long[group.Count];
        group.AllGather(MemoryMarshal.AsBytes([value]), MemoryMarshal.AsBytes(all.AsSpan()), [.. all.Select(_ => sizeof(long))]);
        return all;
    }

    /// <summary>Each rank adds up a slice of the numbers, and gives the sums to all.</summary>
    private static void AddPiece(IRankGroup group, Span<long> values)
    {
        int[] ends = new int[group.Count + 1];
        for (int rank = 0; rank <= group.Count; rank++)
        {
            ends[rank] = (int)((long)values.Length * rank / group.Count);
        }

        int[] lengths = [.. Enumerable.Range(0, group.Count).Select(rank => (ends[rank + 1] - ends[rank]) * sizeof(long))];
        int own = ends[group.Rank + 1] - ends[group.Rank];
        long[] received = new long[own * group.Count];
        group.AllToAll(MemoryMarshal.AsBytes(values), lengths, MemoryMarshal.AsBytes(received.AsSpan()), [.. lengths.Select(_ => own * sizeof(long))]);
        long[] sums = new long[own];
        for (int i = 0; i < received.Length; i++)
        {
            sums[i % own] = checked(sums[i % own] + received[i]);
        }

        group.AllGather(MemoryMarshal.AsBytes<long>(sums), MemoryMarshal.AsBytes(values), lengths);
    }
}
