using System.Numerics;
using Talpa.Ranks;

namespace Talpa.Training.Schedules;

/// <summary>The shards of one rank: neighbouring ones, as many as each other rank has. They are a subtree of the tree in which the changes of all shards are summed.</summary>
/// <param name="Group">The ranks.</param>
/// <param name="Count">Number of shards of all ranks.</param>
internal readonly record struct ShardShare(IRankGroup Group, int Count)
{
    /// <summary>The number of the first.</summary>
    public int First => Group.Rank * Own;

    /// <summary>How many this rank has.</summary>
    public int Own => Count / Group.Count;

    /// <summary>Whether all are this rank's.</summary>
    public bool IsAlone => Group.Count == 1;

    /// <summary>Whether so many ranks can share so many shards.</summary>
    public static bool Fits(int shards, int ranks) => ranks == 1 || (shards % ranks == 0 && BitOperations.IsPow2(shards / ranks));
}
