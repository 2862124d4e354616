using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>
/// What the loss of a centre word needs of some output words: of one tile, of a subtree of tiles or of all.
/// </summary>
/// <param name="Largest">The largest score.</param>
/// <param name="Sum">Σ exp(s − largest) over the scores s.</param>
/// <param name="Truth">Σ c · s over the contexts among the words, c their counts.</param>
/// <param name="Pairs">Σ c over the same contexts.</param>
/// <remarks>Ranks exchange it, 24 bytes.</remarks>
internal readonly record struct TileSums(float Largest, float Sum, double Truth, double Pairs) : IJoinable<TileSums>
{
    /// <summary>log Σ exp s.</summary>
    public double LogSum => Largest + Math.Log(Sum);

    /// <inheritdoc/>
    public static TileSums Join(TileSums left, TileSums right)
    {
        double truth = left.Truth + right.Truth;
        double pairs = left.Pairs + right.Pairs;
        return left.Largest < right.Largest
            ? new TileSums(right.Largest, (float)((left.Sum * Math.Exp(left.Largest - right.Largest)) + right.Sum), truth, pairs)
            : new TileSums(left.Largest, (float)(left.Sum + (right.Sum * Math.Exp(right.Largest - left.Largest))), truth, pairs);
    }

    /// <summary>The factor that makes a tile's exponentials into probabilities.</summary>
    /// <param name="tile">The tile's sums.</param>
    public double Share(TileSums tile) => Math.Exp(tile.Largest - Largest) / Sum;
}
