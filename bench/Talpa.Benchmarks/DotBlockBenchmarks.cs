using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>Many queries against a block of rows, as in batches of nearest-neighbour queries and in the analogy evaluation.</summary>
public class DotBlockBenchmarks : IMeasured
{
    private const int BlockRows = 256;

    private PaddedMatrix _queries = null!;
    private PaddedMatrix _rows = null!;
    private float[] _panel = [];
    private float[] _products = [];

    [Params(16, 256, 900)]
    public int Queries { get; set; }

    [Params(100, 300)]
    public int Dimension { get; set; }

    public Work Work => new(2.0 * Queries * BlockRows * PaddedMatrix.PaddedLength(Dimension));

    [GlobalSetup]
    public void Setup()
    {
        _queries = Tables.Random(Queries, Dimension);
        _rows = Tables.Random(BlockRows, Dimension);
        _panel = new float[DotBlock.PanelLength(_queries.Stride)];
        _products = new float[Queries * DotBlock.ProductStride(BlockRows)];
    }

    [Benchmark]
    public void Multiply() => DotBlock.Multiply(_queries, _rows.Padded, _panel, _products);
}
