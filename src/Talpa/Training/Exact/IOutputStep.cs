using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>What becomes of the gradient of the output vectors.</summary>
internal interface IOutputStep
{
    /// <summary>Takes the gradient of some columns of a tile, while it is in the first-level cache. Called from several threads, for different columns.</summary>
    /// <param name="tiles">The output vectors, to be moved.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="firstColumn">Its first column that the gradient is of.</param>
    /// <param name="gradient">Rows of a tile × columns.</param>
    /// <param name="rate">How far to go.</param>
    void Apply(OutputTiles tiles, int tile, int firstColumn, MatrixView gradient, AdamRate rate);
}
