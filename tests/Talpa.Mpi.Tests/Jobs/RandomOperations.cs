using System.Security.Cryptography;
using Talpa.Ranks;

namespace Talpa.Mpi.Tests.Jobs;

/// <summary>A random sequence of operations, the same on any kind of ranks.</summary>
internal static class RandomOperations
{
    private const int Operations = 16;
    private const int LongestBytes = 3 * RankPrograms.PieceBytes;

    /// <summary>Runs the operations.</summary>
    /// <returns>A hash of all that this rank received.</returns>
    public static string Run(IRankGroup group, int seed)
    {
        // All ranks draw the same kinds and lengths; each fills its buffers with other bytes.
        var shared = new Random(seed);
        var own = new Random(seed + 1 + group.Rank);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < Operations; i++)
        {
            int kind = shared.Next(4);
            int[][] lengths = [.. Enumerable.Range(0, group.Count).Select(_ => Enumerable.Range(0, group.Count).Select(_ => Length(shared)).ToArray())];
            int root = shared.Next(group.Count);
            hash.AppendData(kind switch
            {
                0 => AllGather(group, Bytes(own, lengths[0][group.Rank]), lengths[0]),
                1 => AllToAll(group, own, lengths),
                2 => Broadcast(group, Bytes(own, lengths[0][0]), root),
                _ => Barrier(group),
            });
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] AllGather(IRankGroup group, byte[] bytes, int[] lengths)
    {
        byte[] all = new byte[lengths.Sum()];
        group.AllGather(bytes, all, lengths);
        return all;
    }

    private static byte[] AllToAll(IRankGroup group, Random own, int[][] lengths)
    {
        int[] sentLengths = lengths[group.Rank];
        int[] receivedLengths = [.. lengths.Select(row => row[group.Rank])];
        byte[] received = new byte[receivedLengths.Sum()];
        group.AllToAll(Bytes(own, sentLengths.Sum()), sentLengths, received, receivedLengths);
        return received;
    }

    private static byte[] Broadcast(IRankGroup group, byte[] bytes, int root)
    {
        group.Broadcast(bytes, root);
        return bytes;
    }

    private static byte[] Barrier(IRankGroup group)
    {
        group.Barrier();
        return [];
    }

    /// <summary>Often 0, and often the length of a piece or one beside it.</summary>
    private static int Length(Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => RankPrograms.PieceBytes + random.Next(-1, 2),
        _ => random.Next(LongestBytes + 1),
    };

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
