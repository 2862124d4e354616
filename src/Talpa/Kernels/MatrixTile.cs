using System.Runtime.CompilerServices;

namespace Talpa.Kernels;

/// <summary>
/// The two matrix products of the exact softmax, for matrices that fit the second-level cache and are laid out as they are needed, so that
/// nothing is rearranged:
/// <code>
/// Outer:  C[m,n] = Σ_k A[k,m] · B[k,n]      a step k adds the product of a column and a row
/// Inner:  C[m,n] = Σ_k A[m,k] · B[n,k]      every result is the scalar product of two rows
/// </code>
/// Operations: 2 · M · N · K each. With 512-bit registers a tile of C, 8 × 48 or 6 × 4, stays in 24 of the 32 registers: a step of
/// Outer is 3 loads, 8 broadcasts and 24 fused multiply-adds, a step of Inner 10 loads and 24. With 16 registers the tiles are half as tall.
/// </summary>
internal static unsafe partial class MatrixTile
{
    /// <summary>M of <see cref="Outer"/> is a multiple of this.</summary>
    public const int OuterRows = 8;

    /// <summary>N of <see cref="Outer"/> is a multiple of this.</summary>
    public const int OuterColumns = 48;

    /// <summary>M of <see cref="Inner"/> is a multiple of this.</summary>
    public const int InnerRows = 6;

    /// <summary>N of <see cref="Inner"/> is a multiple of this.</summary>
    public const int InnerColumns = 4;

    private static void Require(bool holds, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (!holds)
        {
            throw new ArgumentException($"The matrices do not fit together: {condition} does not hold.", condition);
        }
    }
}
