using Talpa.Comparisons;
using Talpa.Studio.Server.Projecting;

namespace Talpa.Studio.Server.Pairs;

/// <summary>A plane onto which the unit vectors of a model are projected. Lengths differ between objectives; directions are what is compared.</summary>
/// <param name="rows">The unit vectors of all common words.</param>
/// <param name="mean">The vector that is projected to 0: the mean of the drawn ones.</param>
/// <param name="axes">The axes, and the share of the variance that they keep.</param>
/// <param name="turn">Turns the points within the plane.</param>
internal sealed class UnitPlane(UnitRows rows, float[] mean, PlaneAxes axes, PlaneRotation turn)
{
    private static readonly PlaneRotation NoTurn = new(1, 0, 0, 1);

    /// <summary>The share of the drawn vectors' variance that the plane keeps, 0 to 1.</summary>
    public double Share => axes.Share;

    /// <summary>The plane of the first two principal components.</summary>
    /// <param name="rows">The unit vectors of all common words.</param>
    /// <param name="drawn">The rows that the plane is fitted to.</param>
    public static UnitPlane Principal(UnitRows rows, int[] drawn)
    {
        CentredVectors vectors = Centred(rows, drawn);
        return new UnitPlane(rows, vectors.Mean, new PrincipalPlane().Fit(vectors), NoTurn);
    }

    /// <summary>
    /// The same plane in the axes of another model: both maps then show the same two directions. Rotating the axes onto the other model is the same as rotating all vectors of the other
    /// model back, because the rotation is orthogonal. Each model keeps its own mean in the middle.
    /// </summary>
    /// <param name="alignment">The rotation from this model to the other one.</param>
    /// <param name="others">The unit vectors of the common words in the other model.</param>
    /// <param name="drawn">The rows that are drawn.</param>
    public UnitPlane MappedTo(VectorAlignment alignment, UnitRows others, int[] drawn)
    {
        (float[] across, float[] up) = (new float[axes.Across.Length], new float[axes.Up.Length]);
        alignment.Map(axes.Across, across);
        alignment.Map(axes.Up, up);
        CentredVectors vectors = Centred(others, drawn);
        (double kept, double all) = (0, 0);
        for (int i = 0; i < vectors.Count; i++)
        {
            (float x, float y) = VectorArithmetic.Dots(vectors[i], across, up);
            kept += (x * x) + (y * y);
            all += VectorArithmetic.Dot(vectors[i], vectors[i]);
        }

        return new UnitPlane(others, vectors.Mean, new PlaneAxes(across, up, all > 0 ? Math.Min(1, kept / all) : 1), NoTurn);
    }

    /// <summary>The same plane, turned within itself so that its points are nearest to others.</summary>
    /// <param name="drawn">The rows of the points.</param>
    /// <param name="points">x and y of each.</param>
    public UnitPlane TurnedTo(int[] drawn, ReadOnlySpan<float> points) => new(rows, mean, axes, PlaneRotation.Align(Project(drawn), points));

    /// <summary>Projects words.</summary>
    /// <param name="words">Their rows.</param>
    /// <returns>x and y of each.</returns>
    public float[] Project(ReadOnlySpan<int> words)
    {
        (float originX, float originY) = VectorArithmetic.Dots(mean, axes.Across, axes.Up);
        float[] points = new float[2 * words.Length];
        double[] unit = new double[rows.Dimension];
        float[] row = new float[rows.Dimension];
        for (int i = 0; i < words.Length; i++)
        {
            CopyTo(rows, words[i], unit, row);
            (float x, float y) = VectorArithmetic.Dots(row, axes.Across, axes.Up);
            (points[2 * i], points[(2 * i) + 1]) = (x - originX, y - originY);
        }

        turn.Apply(points);
        return points;
    }

    private static CentredVectors Centred(UnitRows rows, int[] drawn)
    {
        float[] numbers = new float[drawn.Length * rows.Dimension];
        double[] unit = new double[rows.Dimension];
        for (int i = 0; i < drawn.Length; i++)
        {
            CopyTo(rows, drawn[i], unit, numbers.AsSpan(i * rows.Dimension, rows.Dimension));
        }

        int[] ids = [.. Enumerable.Range(0, drawn.Length)];
        var centred = new CentredVectors();
        centred.Load(new WordVectors(ids.Select(id => $"{id}"), rows.Dimension, numbers), ids);
        return centred;
    }

    private static void CopyTo(UnitRows rows, int row, double[] unit, Span<float> target)
    {
        rows.CopyTo(row, unit);
        for (int d = 0; d < unit.Length; d++)
        {
            target[d] = (float)unit[d];
        }
    }
}
