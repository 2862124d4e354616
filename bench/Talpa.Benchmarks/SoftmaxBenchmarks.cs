using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>The full softmax of one hidden vector over a vocabulary: scores, normalisation, update.</summary>
public class SoftmaxBenchmarks : IMeasured
{
    private PaddedMatrix _output = null!;
    private PaddedMatrix _hidden = null!;
    private PaddedMatrix _delta = null!;
    private float[] _scores = [];

    [Params(1_000, 30_000)]
    public int Words { get; set; }

    [Params(100, 300)]
    public int Dimension { get; set; }

    public Work Work => new(6.0 * Words * PaddedMatrix.PaddedLength(Dimension));

    [GlobalSetup]
    public void Setup()
    {
        _output = Tables.Random(Words, Dimension);
        _hidden = Tables.Random(1, Dimension);
        _delta = new PaddedMatrix(1, Dimension);
        _scores = new float[PaddedMatrix.PaddedLength(Words)];
    }

    [Benchmark]
    public double Step()
    {
        Softmax.Scores(_hidden.Padded, _output.Padded, Words, _scores);
        double loss = Softmax.Normalise(_scores);
        _scores.AsSpan(0, 16).Fill(1e-6f);
        Softmax.Update(_hidden.Padded, _delta.Padded, _output.Padded, Words, _scores);
        return loss;
    }
}
