using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Talpa.Kernels;

namespace Talpa.Objectives;

/// <summary>
/// A noise distribution divided into shares of equal mass, so that shards that draw from different shares at the same time seldom draw the same id.
/// Draws from all shares in equal numbers are draws from the whole distribution. A rare id lies in one share, but for a few
/// that are divided to make the masses equal. A frequent one is in all: every shard meets it anyway, as a true word, and it should
/// not come in bursts. Immutable; about 12 bytes an id.
/// </summary>
internal sealed class NoiseShares
{
    /// <summary>The ids of a share; empty where there is one share, whose cells are the ids.</summary>
    private readonly (AliasTable Weights, int[] Ids)[] _shares;

    /// <summary>Deals the ids out.</summary>
    /// <param name="weights">A weight for each id, 0 or more, not all 0. Few ids are divided if they rise or fall.</param>
    /// <param name="count">Number of shares, 1 or more.</param>
    /// <param name="drawsInTurn">How often one draws from a share before one goes to another: an id drawn once in that time is frequent.</param>
    public NoiseShares(ReadOnlySpan<double> weights, int count, int drawsInTurn)
    {
        Count = weights.Length;
        if (count == 1)
        {
            _shares = [(new AliasTable(weights), [])];
            return;
        }

        double total = TensorPrimitives.Sum(weights);
        int typical = (weights.Length / count) + 1;
        double[] room = [.. Enumerable.Repeat(total / count, count)];
        List<int>[] ids = [.. room.Select(_ => new List<int>(typical))];
        List<double>[] parts = [.. room.Select(_ => new List<double>(typical))];

        // The heaviest first, each to the share with the most room; the light ones at the end fill the gaps.
        bool isFalling = weights.Length > 0 && weights[0] >= weights[^1];
        for (int i = 0; i < weights.Length; i++)
        {
            int id = isFalling ? i : weights.Length - 1 - i;
            double left = weights[id];
            bool isFrequent = left * drawsInTurn >= total;
            for (int turn = 1; left > 0; turn++)
            {
                int share = TensorPrimitives.IndexOfMax<double>(room);

                // What does not fit goes to another share; the last one takes the remainder of rounding.
                double most = isFrequent ? weights[id] / count : Math.Max(room[share], 0);
                double part = turn >= count ? left : Math.Min(left, most);
                if (part > 0)
                {
                    ids[share].Add(id);
                    parts[share].Add(part);
                }

                room[share] -= part;
                left -= part;
            }
        }

        _shares = [.. ids.Zip(parts, (id, part) => (new AliasTable(CollectionsMarshal.AsSpan(part)), id.ToArray()))];
    }

    /// <summary>Number of ids that can be drawn.</summary>
    public int Count { get; }

    /// <summary>One of the shares.</summary>
    public Share this[int share] => new(_shares[share].Weights, _shares[share].Ids);

    /// <summary>A share, from which ids are drawn.</summary>
    /// <param name="weights">The weights of the ids in the share.</param>
    /// <param name="ids">The ids; empty where the cells are the ids.</param>
    internal readonly struct Share(AliasTable weights, int[] ids)
    {
        /// <summary>Draws an id.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Draw(ref SplitMix64 random)
        {
            int cell = weights.Draw(ref random);
            return ids.Length == 0 ? cell : ids[cell];
        }
    }
}
