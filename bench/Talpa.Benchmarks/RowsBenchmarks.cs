using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>Adds one row to another: bound by loads and stores, at most one operation a byte.</summary>
public class RowsBenchmarks : IMeasured
{
    private PaddedMatrix _table = null!;

    [Params(100, 300)]
    public int Dimension { get; set; }

    public Work Work => new(2.0 * PaddedMatrix.PaddedLength(Dimension));

    [GlobalSetup]
    public void Setup() => _table = Tables.Random(2, Dimension);

    [Benchmark]
    public void AddScaled() => Rows.AddScaled(_table.PaddedRow(0), 1e-6f, _table.PaddedRow(1));
}
