using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Benchmarks;

/// <summary>The nearest neighbours of one word, and of a batch of 256, among 400,000 words as in large published models.</summary>
public class NeighboursBenchmarks : IMeasured
{
    private const int Count = 400_000;
    private const int Dimension = 300;

    private WordVectors _vectors = null!;
    private string[] _queries = [];
    private int _next;

    [Params(1, 256)]
    public int Words { get; set; }

    // A batch reads the matrix once.
    public Work Work => new(2.0 * Words * Count * PaddedMatrix.PaddedLength(Dimension), 4.0 * Count * PaddedMatrix.PaddedLength(Dimension));

    [GlobalSetup]
    public void Setup()
    {
        _vectors = new WordVectors(new Vocabulary(Enumerable.Range(0, Count).Select(i => $"w{i}")), Tables.Random(Count, Dimension));
        _queries = [.. Enumerable.Range(0, Words).Select(i => $"w{i * 1009}")];
    }

    [Benchmark]
    public int Nearest() => Words == 1 ? _vectors.Nearest($"w{_next++ % Count}").Count : _vectors.NearestToEach(_queries).Count;
}
