using BenchmarkDotNet.Attributes;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>
/// The three matrix products of a step of the exact softmax for 192 centre words and a tile of 672 words. H: the centre words' vectors with a 1 for
/// the bias. U: the words' vectors with their biases. E: the errors. Compared with OpenBLAS on one thread (Debian's libopenblas0; NA without it).
/// </summary>
public class MatrixTileBenchmarks : IMeasured
{
    private const int Centres = 192;
    private const int Words = 672;

    private PaddedMatrix _transposed = null!;
    private PaddedMatrix _centres = null!;
    private PaddedMatrix _words = null!;
    private PaddedMatrix _errors = null!;
    private PaddedMatrix _result = null!;

    /// <summary>The product: the scores HU, the gradient EUᵀ of the centre words, or the gradient HᵀE of the words.</summary>
    public enum Product
    {
        Scores,
        CentreGradient,
        WordGradient,
    }

    [ParamsAllValues]
    public Product Which { get; set; }

    [Params(100, 300)]
    public int Dimension { get; set; }

    public Work Work => new(2.0 * Centres * Words * Length);

    /// <summary>Dimension and bias, rounded up as in the training.</summary>
    private int Length => Which switch
    {
        Product.Scores => Dimension + 1,
        Product.CentreGradient => RoundUp(Dimension, MatrixTile.InnerColumns),
        _ => RoundUp(Dimension + 1, MatrixTile.OuterRows),
    };

    [GlobalSetup]
    public void Setup()
    {
        int rows = RoundUp(Dimension + 1, MatrixTile.OuterRows);
        _transposed = Tables.Random(rows, Centres);
        _centres = Tables.Random(Centres, rows);
        _words = Tables.Random(rows, Words);
        _errors = Tables.Random(Centres, Words);
        _result = new PaddedMatrix(Math.Max(rows, Centres), Words);
    }

    [Benchmark(Baseline = true)]
    public void Own()
    {
        switch (Which)
        {
            case Product.Scores:
                MatrixTile.Outer(View(_transposed, Length, Centres), View(_words, Length, Words), View(_result, Centres, Words));
                break;
            case Product.CentreGradient:
                MatrixTile.Inner(View(_errors, Centres, Words), View(_words, Length, Words), View(_result, Centres, Length));
                break;
            default:
                // In the training's blocks of words, whose vectors are updated together.
                for (int word = 0; word < Words; word += MatrixTile.OuterColumns)
                {
                    MatrixTile.Outer(
                        View(_centres, Centres, Length),
                        View(_errors, Centres, Words).Part(word, MatrixTile.OuterColumns),
                        View(_result, Length, Words).Part(word, MatrixTile.OuterColumns));
                }

                break;
        }
    }

    [Benchmark]
    public void OpenBlas()
    {
        switch (Which)
        {
            case Product.Scores:
                OpenBlasLibrary.Multiply(_transposed, isLeftTransposed: true, _words, isRightTransposed: false, _result, (Centres, Words, Length));
                break;
            case Product.CentreGradient:
                OpenBlasLibrary.Multiply(_errors, isLeftTransposed: false, _words, isRightTransposed: true, _result, (Centres, Length, Words));
                break;
            default:
                OpenBlasLibrary.Multiply(_centres, isLeftTransposed: true, _errors, isRightTransposed: false, _result, (Length, Words, Centres));
                break;
        }
    }

    private static MatrixView View(PaddedMatrix table, int rows, int columns) => new(table.Padded, rows, columns, table.Stride);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
