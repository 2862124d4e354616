using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>Exponentials of scores, and scaling to weighted probabilities, in a tile of the exact softmax: 192 centre words × 672 words.</summary>
public class ScoreTileBenchmarks : IMeasured
{
    private const int Centres = 192;
    private const int Words = 672;

    private readonly float[] _largest = new float[Centres];
    private readonly float[] _sums = new float[Centres];
    private readonly float[] _factors = [.. Enumerable.Repeat(1f, Centres)];
    private PaddedMatrix _scores = null!;

    /// <summary>The operation on the tile.</summary>
    public enum Pass
    {
        Exponentials,
        Scale,
    }

    [ParamsAllValues]
    public Pass Which { get; set; }

    /// <summary>An exponential takes about 18 operations, scaling takes one.</summary>
    public Work Work => new((Which == Pass.Exponentials ? 18.0 : 1.0) * Centres * Words);

    [GlobalSetup]
    public void Setup() => _scores = Tables.Random(Centres, Words);

    [Benchmark]
    public void Run()
    {
        var scores = new MatrixView(_scores.Padded, Centres, Words, _scores.Stride);
        if (Which == Pass.Exponentials)
        {
            ScoreTile.Exponentials(scores, _largest, _sums);
        }
        else
        {
            ScoreTile.Scale(scores, _factors);
        }
    }
}
