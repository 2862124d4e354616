using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Talpa.Ranks;

namespace Talpa.Mpi.Exchanges;

/// <summary>Bytes and lines whose length only their sender has. All ranks call each method together and get the same result.</summary>
internal static class RankBytes
{
    private const int DigestBytes = 16;

    /// <summary>The bytes of one rank.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="bytes">On the root what is sent; on the others without meaning.</param>
    /// <param name="root">The rank that sends.</param>
    public static byte[] Broadcast(IRankGroup group, byte[] bytes, int root)
    {
        int[] length = [bytes.Length];
        group.Broadcast(MemoryMarshal.AsBytes(length.AsSpan()), root);
        byte[] all = group.Rank == root ? bytes : new byte[length[0]];
        group.Broadcast(all, root);
        return all;
    }

    /// <summary>The line of each rank.</summary>
    public static string[] Gather(IRankGroup group, string line)
    {
        byte[] own = Encoding.UTF8.GetBytes(line);
        int[] lengths = [.. RankNumbers.Gather(group, own.Length).Select(length => (int)length)];
        byte[] all = new byte[lengths.Sum()];
        group.AllGather(own, all, lengths);
        int end = 0;
        return [.. lengths.Select(length => Encoding.UTF8.GetString(all, (end += length) - length, length))];
    }

    /// <summary>The first rank whose bytes are others than those of rank 0; −1 where all have the same. Only a digest is exchanged.</summary>
    public static int FirstOther(IRankGroup group, ReadOnlySpan<byte> bytes)
    {
        byte[] all = new byte[DigestBytes * group.Count];
        group.AllGather(XxHash128.Hash(bytes), all, [.. Enumerable.Repeat(DigestBytes, group.Count)]);
        for (int rank = 1; rank < group.Count; rank++)
        {
            if (!all.AsSpan(rank * DigestBytes, DigestBytes).SequenceEqual(all.AsSpan(0, DigestBytes)))
            {
                return rank;
            }
        }

        return -1;
    }
}
