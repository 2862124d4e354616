using System.Numerics;
using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Ranks;

namespace Talpa.Training.Exact;

/// <summary>
/// The tiles of output words shared out among ranks, and the exchanges that a block of centre words needs. Every sum over tiles is a
/// <see cref="PairwiseTree"/>: a rank computes the nodes of its own subtrees, and what is above them is computed alike from the nodes of all ranks.
/// </summary>
internal sealed class RankedTiles
{
    private readonly int[][] _subtrees;
    private readonly int[] _owners;

    /// <summary>Shares out the tiles.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="words">The words in their tiles.</param>
    public RankedTiles(IRankGroup group, TiledWords words)
    {
        Group = group;
        Shares = TileShare.For(words, group.Count);
        _subtrees = [.. Shares.Select(share => PairwiseTree.Subtrees(words.Tiles, share.First, share.End))];
        AllSubtrees = [.. _subtrees.SelectMany(leaves => leaves)];
        _owners = [.. Enumerable.Range(0, words.Tiles).Select(tile => Array.FindIndex(Shares, share => tile >= share.First && tile < share.End))];
    }

    /// <summary>The ranks.</summary>
    public IRankGroup Group { get; }

    /// <summary>The tiles of each rank.</summary>
    public TileShare[] Shares { get; }

    /// <summary>The tiles of this rank.</summary>
    public TileShare Own => Shares[Group.Rank];

    /// <summary>Whether all tiles are this rank's.</summary>
    public bool IsAlone => Group.Count == 1;

    /// <summary>Number of tiles in each subtree of this rank.</summary>
    public ReadOnlySpan<int> OwnSubtrees => _subtrees[Group.Rank];

    /// <summary>Number of tiles in each subtree of all ranks, by rank.</summary>
    public int[] AllSubtrees { get; }

    /// <summary>One rank with all words.</summary>
    public static RankedTiles Alone(int words, int sides = 1) => new(SingleRank.Instance, OutputTiles.Deal(words, sides));

    /// <summary>Number of subtrees of a rank.</summary>
    public int SubtreesOf(int rank) => _subtrees[rank].Length;

    /// <summary>The rank whose tables hold a word.</summary>
    public int OwnerOf(int word) => _owners[Own.Words.TileOf(word)];

    /// <summary>The sum over the tiles of all ranks of vectors that are computed from a tile.</summary>
    /// <param name="length">Length of a vector.</param>
    /// <param name="leaf">Computes the vector of one of this rank's tiles, from 0.</param>
    /// <returns>The sum, the same on all ranks.</returns>
    public T[] SumOverTiles<T>(int length, PairwiseTree.Leaf<T> leaf)
        where T : unmanaged, INumber<T>
    {
        T[] nodes = new T[OwnSubtrees.Length * length];
        T[] scratch = new T[(PairwiseTree.ScratchVectors(Own.Tiles) + 1) * length];
        int first = 0;
        for (int i = 0; i < OwnSubtrees.Length; i++)
        {
            PairwiseTree.Sum(first, OwnSubtrees[i], leaf, nodes.AsSpan(i * length, length), scratch);
            first += OwnSubtrees[i];
        }

        return IsAlone ? nodes : SumOverSubtrees(nodes, length);
    }

    /// <summary>A decision that all ranks take together: that of rank 0, since their last bits may differ where they use other mathematical libraries.</summary>
    public bool Decide(bool own)
    {
        byte[] decision = [own ? (byte)1 : (byte)0];
        Group.Broadcast(decision, root: 0);
        return decision[0] != 0;
    }

    /// <summary>Gives every rank the values of all ranks, by rank.</summary>
    /// <param name="own">The values of this rank.</param>
    /// <param name="countOf">How many a rank has.</param>
    public T[] Gather<T>(ReadOnlySpan<T> own, Func<int, int> countOf)
        where T : unmanaged
    {
        int[] counts = [.. Enumerable.Range(0, Group.Count).Select(countOf)];
        T[] all = new T[counts.Sum()];
        int size = Marshal.SizeOf<T>();
        Group.AllGather(MemoryMarshal.AsBytes(own), MemoryMarshal.AsBytes(all.AsSpan()), [.. counts.Select(count => count * size)]);
        return all;
    }

    /// <summary>Each rank sums one slice of the vectors and gives it to all, so that a rank sends each number about twice, whatever the number of ranks.</summary>
    private T[] SumOverSubtrees<T>(T[] nodes, int length)
        where T : unmanaged, INumber<T>
    {
        int ranks = Group.Count;
        int size = Marshal.SizeOf<T>();
        int[] cuts = [.. Enumerable.Range(0, ranks + 1).Select(rank => (int)((long)length * rank / ranks))];
        int[] slices = [.. Enumerable.Range(0, ranks).Select(rank => cuts[rank + 1] - cuts[rank])];
        int slice = slices[Group.Rank];
        T[] sent = new T[nodes.Length];
        int at = 0;
        for (int rank = 0; rank < ranks; rank++)
        {
            for (int node = 0; node < OwnSubtrees.Length; node++)
            {
                nodes.AsSpan((node * length) + cuts[rank], slices[rank]).CopyTo(sent.AsSpan(at));
                at += slices[rank];
            }
        }

        T[] received = new T[AllSubtrees.Length * slice];
        Group.AllToAll(
            MemoryMarshal.AsBytes(sent.AsSpan()),
            [.. slices.Select(each => each * OwnSubtrees.Length * size)],
            MemoryMarshal.AsBytes(received.AsSpan()),
            [.. Enumerable.Range(0, ranks).Select(rank => SubtreesOf(rank) * slice * size)]);
        T[] sum = new T[slice];
        PairwiseTree.Sum(received, AllSubtrees, sum.AsSpan());
        return Gather<T>(sum, rank => slices[rank]);
    }
}
