using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>The two halves of a gradient step of the exact softmax for 48 words of a tile, which are updated together. All data is in the second-level cache.</summary>
public class ColumnStepBenchmarks : IMeasured
{
    private const int Words = MatrixTile.OuterColumns;

    private readonly float[] _sums = new float[Words];
    private readonly float[] _rates = [.. Enumerable.Repeat(1e-6f, Words)];
    private PaddedMatrix _gradient = null!;
    private PaddedMatrix _momentum = null!;
    private PaddedMatrix _numbers = null!;

    /// <summary>The measured half.</summary>
    public enum Half
    {
        SumsOfSquares,
        Descend,
    }

    [ParamsAllValues]
    public Half Which { get; set; }

    [Params(100, 300)]
    public int Dimension { get; set; }

    public Work Work => new((Which == Half.SumsOfSquares ? 2.0 : 5.0) * Words * Dimension);

    [GlobalSetup]
    public void Setup()
    {
        _gradient = Tables.Random(Dimension, Words);
        _momentum = Tables.Random(Dimension, Words);
        _numbers = Tables.Random(Dimension, Words);
    }

    [Benchmark]
    public void Run()
    {
        if (Which == Half.SumsOfSquares)
        {
            ColumnStep.SumsOfSquares(View(_gradient), _sums);
        }
        else
        {
            ColumnStep.Descend(View(_gradient), View(_momentum), View(_numbers), 0.9f, _rates);
        }
    }

    private static MatrixView View(PaddedMatrix table) => new(table.Padded, table.Rows, Words, table.Stride);
}
