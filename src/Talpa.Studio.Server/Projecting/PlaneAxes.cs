using System.Runtime.CompilerServices;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>The axes of a plane: orthogonal vectors of length 1.</summary>
/// <param name="Across">The horizontal axis.</param>
/// <param name="Up">The vertical axis; zero for vectors of one dimension.</param>
/// <param name="Share">The share of the vectors' variance that the plane keeps, 0 to 1.</param>
internal sealed record PlaneAxes(float[] Across, float[] Up, double Share)
{
    /// <summary>
    /// Projects the current vectors of words onto the plane: 2 × n × D multiplications, without a copy of the vectors. A vector with NaN, or so long that its
    /// square is infinite, is projected to 0.
    /// </summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The ids of the words to project.</param>
    /// <param name="origin">The vector that is projected to 0.</param>
    /// <param name="points">Receives x and y of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Project(WordVectors vectors, ReadOnlySpan<int> ids, ReadOnlySpan<float> origin, Span<float> points)
    {
        (float originX, float originY) = VectorArithmetic.Dots(origin, Across, Up);
        for (int i = 0; i < ids.Length; i++)
        {
            (float x, float y) = VectorArithmetic.Dots(vectors[ids[i]], Across, Up);
            (x, y) = (x - originX, y - originY);
            (points[2 * i], points[(2 * i) + 1]) = float.IsFinite((x * x) + (y * y)) ? (x, y) : (0, 0);
        }
    }
}
