using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>
/// Hidden vectors × outputs in the sizes of training: 6 × 6 is an average window with five negative samples, 10 × 6 a full window, 1 × 6 CBOW.
/// All rows fit in the second-level cache, so that arithmetic is measured and not memory.
/// </summary>
public class LogisticBlockBenchmarks : IMeasured
{
    private const int TableRows = 256;

    private PaddedMatrix _input = null!;
    private PaddedMatrix _output = null!;
    private PaddedMatrix _delta = null!;
    private LogisticBlock _block = null!;
    private int[] _hiddenRows = [];
    private int[] _outputRows = [];

    [Params(100, 300)]
    public int Dimension { get; set; }

    [Params("1x6", "2x6", "6x6", "10x6", "10x12", "8x21")]
    public string Shape { get; set; } = "";

    public Work Work => new(6.0 * Hidden * Outputs * PaddedMatrix.PaddedLength(Dimension));

    private int Hidden => int.Parse(Shape.Split('x')[0]);

    private int Outputs => int.Parse(Shape.Split('x')[1]);

    [GlobalSetup]
    public void Setup()
    {
        _input = Tables.Random(TableRows, Dimension);
        _output = Tables.Random(TableRows, Dimension);
        _delta = new PaddedMatrix(Hidden, Dimension);
        _block = new LogisticBlock(Hidden, Outputs, _input.Stride);
        var random = new Random(1);
        _hiddenRows = [.. Enumerable.Range(0, TableRows).OrderBy(_ => random.Next()).Take(Hidden)];
        _outputRows = [.. Enumerable.Range(0, TableRows).OrderBy(_ => random.Next()).Take(Outputs)];
        int[] labels = new int[Outputs];
        labels[0] = 1;
        _block.SetLabels(labels);
    }

    [Benchmark]
    public double Step() => _block.Step(new RowSet(_input, _hiddenRows), _delta.Padded, new RowSet(_output, _outputRows), rate: 1e-6f);
}
