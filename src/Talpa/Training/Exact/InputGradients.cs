using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>
/// The gradients of a block's input vectors: each rank sums its subtrees of tiles, sends every other rank the rows of that rank's words, and sums the subtrees of all ranks for its own.
/// Sent: 4 · dimension bytes for each slot of another rank and each own subtree.
/// </summary>
internal sealed class InputGradients
{
    private readonly RankedTiles _ranks;
    private readonly CentreBlock _block;
    private readonly PaddedMatrix _nodes;
    private readonly int _dimension;

    /// <summary>Allocates.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="block">The block of centre words.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="width">Length of a row, dimension and padding.</param>
    public InputGradients(RankedTiles ranks, CentreBlock block, int dimension, int width)
    {
        _ranks = ranks;
        _block = block;
        _dimension = dimension;
        Sums = new PaddedMatrix(block.Slots, width);
        _nodes = ranks.IsAlone ? Sums : new PaddedMatrix(block.Slots * ranks.OwnSubtrees.Length, width);
    }

    /// <summary>The gradients, a row for each slot; after an exchange those of this rank's slots are whole.</summary>
    public PaddedMatrix Sums { get; }

    /// <summary>The rows of all slots summed over one of this rank's subtrees, to be filled before an exchange.</summary>
    public Span<float> Node(int node) => _nodes.Padded.Slice(node * _block.Slots * _nodes.Stride, _block.Slots * _nodes.Stride);

    /// <summary>Gets the gradients of this rank's slots from all ranks.</summary>
    public void Exchange()
    {
        if (_ranks.IsAlone)
        {
            return;
        }

        int own = _block.OwnSlots.Count * _dimension;
        float[] received = new float[_ranks.AllSubtrees.Length * own];
        _ranks.Group.AllToAll(
            MemoryMarshal.AsBytes(Packed().AsSpan()),
            [.. _block.SlotsOf.Select(slots => slots.Count * _dimension * _ranks.OwnSubtrees.Length * sizeof(float))],
            MemoryMarshal.AsBytes(received.AsSpan()),
            [.. _block.SlotsOf.Select((_, rank) => own * _ranks.SubtreesOf(rank) * sizeof(float))]);
        float[] sum = new float[own];
        PairwiseTree.Sum(received, _ranks.AllSubtrees, sum.AsSpan());
        for (int i = 0; i < _block.OwnSlots.Count; i++)
        {
            sum.AsSpan(i * _dimension, _dimension).CopyTo(Sums.Row(_block.OwnSlots[i]));
        }
    }

    /// <summary>For each rank, for each of this rank's subtrees, the rows of that rank's slots.</summary>
    private float[] Packed()
    {
        float[] packed = new float[_block.Count * _ranks.OwnSubtrees.Length * _dimension];
        Span<float> rest = packed;
        foreach (List<int> slots in _block.SlotsOf)
        {
            for (int node = 0; node < _ranks.OwnSubtrees.Length; node++)
            {
                foreach (int slot in slots)
                {
                    _nodes[(node * _block.Slots) + slot][.._dimension].CopyTo(rest);
                    rest = rest[_dimension..];
                }
            }
        }

        return packed;
    }
}
