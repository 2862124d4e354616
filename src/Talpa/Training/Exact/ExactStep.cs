using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Exact;

/// <summary>
/// Loss and gradients of a block of centre words against the whole vocabulary. For centre words w with weights f and counts c(w,·), n = Σ c:
/// <code>
/// s = H U + bias                   first round, a tile of words at a time; exponentials and the tile's sums at once
/// lse(w) = log Σ exp s(w,·)        from all tiles' sums
/// E(w,o) = f(w) · (exp(s(w,o) − lse(w)) − c(w,o) / n(w))      second round
/// dH = E Uᵀ,   dU = Hᵀ E           both consume E while it is in the second-level cache; U moves at once
/// </code>
/// Operations: 6 · block · V · dimension, of which each third is a matrix product. Scratch: block · V numbers for the exponentials.
/// Every sum is made of the tiles' parts in the tiles' order, so that threads make no difference.
/// </summary>
internal sealed class ExactStep
{
    private readonly OutputTiles _tiles;
    private readonly IOutputStep _output;
    private readonly TileTeam _team;
    private readonly CentreBlock _block;
    private readonly PaddedMatrix _scores;
    private readonly PaddedMatrix _inputParts;
    private readonly PaddedMatrix _outputGradients;
    private readonly float[] _largest;
    private readonly float[] _sums;
    private readonly double[] _truth;
    private readonly double[] _losses;
    private readonly float[] _factors;
    private readonly int _width;
    private AdamRate _rate;

    public ExactStep(OutputTiles tiles, CentreBlock block, IOutputStep output, TileTeam team)
    {
        _tiles = tiles;
        _block = block;
        _output = output;
        _team = team;
        _width = OutputTiles.RoundUp(tiles.Dimension, MatrixTile.InnerColumns);
        int parts = tiles.Count * block.Places;
        _scores = new PaddedMatrix(parts, tiles.Columns);
        _inputParts = new PaddedMatrix(parts, _width);
        _outputGradients = new PaddedMatrix(team.Threads * tiles.Rows, MatrixTile.OuterColumns);
        _largest = new float[parts];
        _sums = new float[parts];
        _truth = new double[parts];
        _factors = new float[parts];
        _losses = new double[block.Places];
        InputGradient = new PaddedMatrix(block.Places, _width);
    }

    /// <summary>The loss of each of the block's centre words before the step, summed over its pairs, in nats.</summary>
    public ReadOnlySpan<double> Losses => _losses.AsSpan(0, _block.Count);

    /// <summary>The gradient of the block's input vectors.</summary>
    public PaddedMatrix InputGradient { get; }

    /// <summary>Works the block out: its loss, the gradient of its input vectors, and moves the output vectors.</summary>
    public void Run(AdamRate rate)
    {
        _rate = rate;
        RunLoss();
        _team.Run(_tiles.Count, Learn);
        AddInputParts();
    }

    /// <summary>Works out the block's losses alone: a third of the work.</summary>
    public void RunLoss()
    {
        _team.Run(_tiles.Count, Score);
        AddSums();
    }

    /// <summary>First round: scores and their exponentials.</summary>
    private void Score(int tile, int thread)
    {
        int dimensions = _tiles.Dimension + 1;
        MatrixView scores = ScoresOf(tile);
        MatrixTile.Outer(new MatrixView(_block.Turned.Padded, dimensions, _block.Places, _block.Turned.Stride), _tiles.Tile(tile, dimensions), scores);
        int first = tile * _block.Places;
        for (int place = 0; place < _block.Count; place++)
        {
            _truth[first + place] = Truth(scores[place], tile, place);
        }

        ScoreTile.Exponentials(scores, _largest.AsSpan(first), _sums.AsSpan(first));
    }

    /// <summary>Σ c · s over a centre word's contexts in a tile.</summary>
    private double Truth(ReadOnlySpan<float> scores, int tile, int place)
    {
        _block.ContextsIn(tile, place, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts);
        int firstWord = _tiles.FirstWord(tile);
        double sum = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            sum += (double)counts[i] * scores[ids[i] - firstWord];
        }

        return sum;
    }

    /// <summary>The sums of the tiles' parts, and the factor that makes each tile's exponentials into weighted probabilities.</summary>
    private void AddSums()
    {
        Array.Clear(_factors);
        for (int place = 0; place < _block.Count; place++)
        {
            float largest = float.NegativeInfinity;
            for (int at = place; at < _largest.Length; at += _block.Places)
            {
                largest = MathF.Max(largest, _largest[at]);
            }

            double sum = 0;
            double truth = 0;
            for (int at = place; at < _largest.Length; at += _block.Places)
            {
                double share = Math.Exp(_largest[at] - largest);
                _factors[at] = (float)share;
                sum += share * _sums[at];
                truth += _truth[at];
            }

            float scale = (float)(_block.Weights[place] / sum);
            for (int at = place; at < _largest.Length; at += _block.Places)
            {
                _factors[at] *= scale;
            }

            _losses[place] = (_block.Totals[place] * (largest + Math.Log(sum))) - truth;
        }
    }

    /// <summary>Second round: errors and gradients.</summary>
    private void Learn(int tile, int thread)
    {
        int places = _block.Places;
        MatrixView errors = ScoresOf(tile);
        ScoreTile.Scale(errors, _factors.AsSpan(tile * places, places));
        for (int place = 0; place < _block.Count; place++)
        {
            SubtractTruth(errors[place], tile, place);
        }

        // The gradient of H first: it wants the output vectors as they were.
        MatrixView part = new(_inputParts.Padded[(tile * places * _inputParts.Stride)..], places, _width, _inputParts.Stride);
        MatrixTile.Inner(errors, _tiles.Tile(tile, _width), part);

        MatrixView centres = new(_block.Vectors.Padded, places, _tiles.Rows, _block.Vectors.Stride);
        Span<float> room = _outputGradients.Padded[(thread * _tiles.Rows * MatrixTile.OuterColumns)..];
        MatrixView gradient = new(room, _tiles.Rows, MatrixTile.OuterColumns, MatrixTile.OuterColumns);
        for (int column = 0; column < _tiles.Columns; column += MatrixTile.OuterColumns)
        {
            MatrixTile.Outer(centres, errors.Part(column, MatrixTile.OuterColumns), gradient);
            _output.Apply(_tiles, tile, column, gradient, _rate);
        }
    }

    private void SubtractTruth(Span<float> errors, int tile, int place)
    {
        _block.ContextsIn(tile, place, out ReadOnlySpan<int> ids, out ReadOnlySpan<float> counts);
        int firstWord = _tiles.FirstWord(tile);
        float scale = (float)(_block.Weights[place] / _block.Totals[place]);
        for (int i = 0; i < ids.Length; i++)
        {
            errors[ids[i] - firstWord] -= scale * counts[i];
        }
    }

    private void AddInputParts()
    {
        int length = _block.Places * _inputParts.Stride;
        Span<float> sum = InputGradient.Padded;
        _inputParts.Padded[..length].CopyTo(sum);
        for (int tile = 1; tile < _tiles.Count; tile++)
        {
            TensorPrimitives.Add(sum, _inputParts.Padded.Slice(tile * length, length), sum);
        }
    }

    private MatrixView ScoresOf(int tile) =>
        new(_scores.Padded[(tile * _block.Places * _tiles.Columns)..], _block.Places, _tiles.Columns, _tiles.Columns);
}
