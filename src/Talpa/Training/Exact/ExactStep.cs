using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>
/// Loss and gradients of a block of centre words against the whole vocabulary. For centre words w with weights f and counts c(w,·), n = Σ c:
/// <code>
/// s = H U + bias                   first round, a tile of words at a time; exponentials and the tile's sums at once
/// lse(w) = log Σ exp s(w,·)        from all tiles' sums, some slots at a time
/// E(w,o) = f(w) · (exp(s(w,o) − lse(w)) − c(w,o) / n(w))      second round
/// dH = E Uᵀ + f λ/n H,   dU = Hᵀ E + μ U      both consume E while it is in the second-level cache; U moves at once
/// </code>
/// Operations: 6 · block · V · dimension, of which each third is a matrix product. Scratch: block · V numbers for the exponentials.
/// Where only the most frequent contexts take part (<see cref="CentreBlock.Columns"/>), all sums are over them, E has the factor f n'/n with their pairs n', and V is their number.
/// Every sum over tiles is a <see cref="PairwiseTree"/> of the tiles' parts, so that neither threads nor machines make a difference.
/// </summary>
internal sealed class ExactStep
{
    /// <summary>Slots whose sums over tiles are one unit of work: enough for a unit to be worth handing out, few enough to fit a cache.</summary>
    private const int SlotsOfSum = 8;

    /// <summary>With fewer parts than this, tiles times slots, one thread computes their sums sooner than threads have synchronised.</summary>
    private const int PartsWorthMeeting = 4096;

    private readonly OutputTiles _tiles;
    private readonly RankedTiles _ranks;
    private readonly IOutputStep _output;
    private readonly TileTeam _team;
    private readonly CentreBlock _block;
    private readonly PaddedMatrix _scores;
    private readonly PaddedMatrix _inputParts;
    private readonly InputGradients _inputGradients;
    private readonly PaddedMatrix _outputGradients;
    private readonly TileSums[] _sums;
    private readonly TileSums[] _nodes;
    private readonly TileSums[] _joined;
    private readonly TileSums[] _wholes;
    private readonly double[] _heldOutSums;
    private readonly double[] _losses;
    private readonly double[] _heldOutLosses;
    private readonly float[][] _sumScratch;
    private readonly int _width;
    private ColumnRates _rates;
    private Prior _prior;

    public ExactStep(OutputTiles tiles, RankedTiles ranks, CentreBlock block, IOutputStep output, TileTeam team)
    {
        _tiles = tiles;
        _ranks = ranks;
        _block = block;
        _output = output;
        _team = team;
        _width = OutputTiles.RoundUp(tiles.Dimension, MatrixTile.InnerColumns);
        int parts = tiles.Count * block.Slots;
        _scores = new PaddedMatrix(parts, tiles.Columns);
        _inputParts = new PaddedMatrix(parts, _width);
        _outputGradients = new PaddedMatrix(team.Threads * tiles.Rows, MatrixTile.OuterColumns);
        _sums = new TileSums[parts];
        _nodes = new TileSums[block.Slots * ranks.OwnSubtrees.Length];
        _joined = new TileSums[ranks.AllSubtrees.Length];
        _wholes = new TileSums[block.Slots];
        _heldOutSums = new double[block.HeldOut is null ? 0 : parts];
        _losses = new double[block.Slots];
        _heldOutLosses = new double[block.Slots];
        _inputGradients = new InputGradients(ranks, block, tiles.Dimension, _width);
        int scratch = PairwiseTree.ScratchVectors(Math.Max(1, tiles.Count)) * SlotsOfSum * InputGradient.Stride;
        _sumScratch = [.. Enumerable.Range(0, team.Threads).Select(_ => new float[scratch])];
    }

    /// <summary>The loss of each of the block's centre words before the step, summed over its pairs (those whose contexts take part), in nats.</summary>
    public ReadOnlySpan<double> Losses => _losses.AsSpan(0, _block.Count);

    /// <summary>The same over the pairs of the text held out, 0 where there is none. Not meaningful where some contexts do not take part.</summary>
    public ReadOnlySpan<double> HeldOutLosses => _heldOutLosses.AsSpan(0, _block.Count);

    /// <summary>The pairs of a slot's centre word whose contexts take part.</summary>
    public double PairsOf(int slot) => _wholes[slot].Pairs;

    /// <summary>The gradients of the block's input vectors, a row for each slot of this rank.</summary>
    public PaddedMatrix InputGradient => _inputGradients.Sums;

    /// <summary>Works the block out: its loss, the gradient of its input vectors, and moves the output vectors.</summary>
    /// <param name="rates">How far the output vectors move.</param>
    /// <param name="prior">The prior's part of the gradients.</param>
    public void Run(ColumnRates rates, Prior prior)
    {
        _rates = rates;
        _prior = prior;
        RunLoss();
        _team.Run(_tiles.Count, Learn);
        SumOverTiles(SumInputParts);
        _inputGradients.Exchange();
        foreach (int slot in _block.OwnSlots)
        {
            AddPrior(slot);
        }
    }

    /// <summary>Works out the block's losses alone: a third of the work.</summary>
    public void RunLoss()
    {
        _team.Run(_tiles.Count, Score);
        SumOverTiles(JoinSums);
        JoinNodes();
    }

    /// <summary>First round: scores and their exponentials.</summary>
    private void Score(int tile, int thread)
    {
        int dimensions = _tiles.Dimension + 1;
        MatrixView scores = ScoresOf(tile);
        MatrixTile.Outer(new MatrixView(_block.Transposed.Padded, dimensions, _block.Slots, _block.Transposed.Stride), _tiles.Tile(tile, dimensions).Part(0, _block.Columns), scores);
        Span<double> truth = stackalloc double[_block.Count];
        Span<double> pairs = stackalloc double[_block.Count];
        for (int slot = 0; slot < truth.Length; slot++)
        {
            (truth[slot], pairs[slot]) = _block.Contexts.Sums(scores[slot], tile, slot);
            if (_block.HeldOut is { } heldOut)
            {
                _heldOutSums[(slot * _tiles.Count) + tile] = heldOut.Sums(scores[slot], tile, slot).Scores;
            }
        }

        Span<float> largest = stackalloc float[_block.Slots];
        Span<float> sums = stackalloc float[_block.Slots];
        ScoreTile.Exponentials(scores, largest, sums);
        for (int slot = 0; slot < truth.Length; slot++)
        {
            _sums[(slot * _tiles.Count) + tile] = new TileSums(largest[slot], sums[slot], truth[slot], pairs[slot]);
        }
    }

    /// <summary>Runs an action for all slots, some at a time.</summary>
    /// <param name="work">What to do, given the unit of slots and the thread.</param>
    private void SumOverTiles(Action<int, int> work)
    {
        int units = _block.Slots / SlotsOfSum;
        if (_tiles.Count * _block.Slots >= PartsWorthMeeting)
        {
            _team.Run(units, work);
            return;
        }

        for (int unit = 0; unit < units; unit++)
        {
            work(unit, 0);
        }
    }

    /// <summary>The sums of this rank's subtrees of tiles, of some slots.</summary>
    private void JoinSums(int unit, int thread)
    {
        int end = Math.Min(_block.Count, (unit + 1) * SlotsOfSum);
        ReadOnlySpan<int> subtrees = _ranks.OwnSubtrees;
        for (int slot = unit * SlotsOfSum; slot < end; slot++)
        {
            int first = slot * _tiles.Count;
            for (int node = 0; node < subtrees.Length; node++)
            {
                _nodes[(slot * subtrees.Length) + node] = PairwiseTree.Fold<TileSums>(_sums.AsSpan(first, subtrees[node]));
                first += subtrees[node];
            }
        }
    }

    /// <summary>The sums over the tiles of all ranks, and the losses. Here ranks wait for each other.</summary>
    private void JoinNodes()
    {
        int count = _block.Count;
        ReadOnlySpan<TileSums> own = _nodes.AsSpan(0, count * _ranks.OwnSubtrees.Length);
        ReadOnlySpan<TileSums> all = _ranks.IsAlone ? own : _ranks.Gather(own, rank => count * _ranks.SubtreesOf(rank));
        Span<TileSums> nodes = _joined;
        for (int slot = 0; slot < count; slot++)
        {
            int filled = 0;
            int first = 0;
            for (int rank = 0; rank < _ranks.Shares.Length; rank++)
            {
                int subtrees = _ranks.SubtreesOf(rank);
                all.Slice(first + (slot * subtrees), subtrees).CopyTo(nodes[filled..]);
                filled += subtrees;
                first += count * subtrees;
            }

            TileSums whole = PairwiseTree.Fold<TileSums>(nodes, _ranks.AllSubtrees);
            _wholes[slot] = whole;
            _losses[slot] = (whole.Pairs * whole.LogSum) - whole.Truth;
            _heldOutLosses[slot] = _block.HeldOut is { } heldOut ? (heldOut.Totals[slot] * whole.LogSum) - HeldOutTruth(slot) : 0;
        }
    }

    private double HeldOutTruth(int slot)
    {
        double sum = 0;
        foreach (double part in _heldOutSums.AsSpan(slot * _tiles.Count, _tiles.Count))
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>Second round: errors and gradients.</summary>
    private void Learn(int tile, int thread)
    {
        int slots = _block.Slots;
        MatrixView errors = ScoresOf(tile);
        Span<float> factors = stackalloc float[slots];
        for (int slot = 0; slot < _block.Count; slot++)
        {
            factors[slot] = (float)(_block.Weights[slot] * (_wholes[slot].Pairs / _block.Totals[slot]) * _wholes[slot].Share(_sums[(slot * _tiles.Count) + tile]));
        }

        ScoreTile.Scale(errors, factors);
        for (int slot = 0; slot < _block.Count; slot++)
        {
            SubtractTruth(errors[slot], tile, slot);
        }

        // The gradient of H first: it needs the output vectors before they move.
        MatrixView part = new(_inputParts.Padded[(tile * slots * _inputParts.Stride)..], slots, _width, _inputParts.Stride);
        MatrixTile.Inner(errors, _tiles.Tile(tile, _width).Part(0, _block.Columns), part);

        MatrixView centres = new(_block.Vectors.Padded, slots, _tiles.Rows, _block.Vectors.Stride);
        Span<float> room = _outputGradients.Padded[(thread * _tiles.Rows * MatrixTile.OuterColumns)..];
        MatrixView gradient = new(room, _tiles.Rows, MatrixTile.OuterColumns, MatrixTile.OuterColumns);
        for (int column = 0; column < _block.Columns; column += MatrixTile.OuterColumns)
        {
            MatrixTile.Outer(centres, errors.Part(column, MatrixTile.OuterColumns), gradient);
            ColumnStep.AddScaled(
                _tiles.Tile(tile, _tiles.Dimension).Part(column, MatrixTile.OuterColumns), _prior.Output, gradient.PartOfRows(0, _tiles.Dimension));
            _output.Apply(_tiles, tile, column, gradient, _rates.At(column));
        }
    }

    private void SubtractTruth(Span<float> errors, int tile, int slot)
    {
        _block.Contexts.InTile(tile, slot, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts);
        int first = _tiles.FirstPosition(tile);
        float scale = (float)(_block.Weights[slot] / _block.Totals[slot]);
        for (int i = 0; i < ids.Length; i++)
        {
            errors[ids[i] - first] -= scale * counts[i];
        }
    }

    /// <summary>The gradient of the input vectors of some slots: the sums of the parts of this rank's subtrees of tiles.</summary>
    private void SumInputParts(int unit, int thread)
    {
        int stride = _inputParts.Stride;
        int distance = _block.Slots * stride;
        int first = unit * SlotsOfSum * stride;
        int tile = 0;
        for (int node = 0; node < _ranks.OwnSubtrees.Length; node++)
        {
            int tiles = _ranks.OwnSubtrees[node];
            Span<float> sum = _inputGradients.Node(node).Slice(first, SlotsOfSum * stride);
            PairwiseTree.Sum(_inputParts.Padded[((tile * distance) + first)..], tiles, distance, sum, _sumScratch[thread]);
            tile += tiles;
        }
    }

    private void AddPrior(int slot)
    {
        float pull = (float)(_block.Weights[slot] * _prior.Pairs / _block.Totals[slot]);
        Span<float> gradient = InputGradient.Row(slot)[.._tiles.Dimension];
        TensorPrimitives.MultiplyAdd(_block.Vectors[slot][.._tiles.Dimension], pull, gradient, gradient);
    }

    private MatrixView ScoresOf(int tile) =>
        new(_scores.Padded[(tile * _block.Slots * _tiles.Columns)..], _block.Slots, _block.Columns, _tiles.Columns);
}
