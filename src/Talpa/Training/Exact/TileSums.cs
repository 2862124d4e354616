using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>
/// What the loss of a centre word needs of some output words: of one tile, of a subtree of tiles or of all.
/// </summary>
/// <param name="Largest">The largest score.</param>
/// <param name="Sum">Σ exp(s − largest) over the scores s.</param>
/// <param name="Truth">Σ c · s over the contexts among the words, c their counts.</param>
/// <param name="HeldOut">The same over the contexts of the text held out.</param>
internal readonly record struct TileSums(float Largest, double Sum, double Truth, double HeldOut = 0) : IJoinable<TileSums>
{
    /// <summary>log Σ exp s.</summary>
    public double LogSum => Largest + Math.Log(Sum);

    /// <inheritdoc/>
    public static TileSums Join(TileSums left, TileSums right)
    {
        double truth = left.Truth + right.Truth;
        double heldOut = left.HeldOut + right.HeldOut;
        return left.Largest < right.Largest
            ? new TileSums(right.Largest, (left.Sum * Math.Exp(left.Largest - right.Largest)) + right.Sum, truth, heldOut)
            : new TileSums(left.Largest, left.Sum + (right.Sum * Math.Exp(right.Largest - left.Largest)), truth, heldOut);
    }

    /// <summary>The factor that makes a tile's exponentials into probabilities.</summary>
    /// <param name="tile">The tile's sums.</param>
    public double Share(TileSums tile) => Math.Exp(tile.Largest - Largest) / Sum;
}
