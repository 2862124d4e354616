using System.Text;

namespace Talpa.Studio.Drawing;

/// <summary>Contour lines of a function over the picture, by marching squares.</summary>
public static class Contours
{
    /// <summary>Grid points along each side.</summary>
    public const int Grid = 33;

    private const int Lines = 12;

    /// <summary>Computes the contour lines.</summary>
    /// <param name="height">The function; called once for each grid point.</param>
    /// <param name="size">The width and height of the picture.</param>
    /// <returns>The levels that the picture has, in ascending order.</returns>
    public static IReadOnlyList<Contour> Of(Func<double, double, double> height, double size)
    {
        ArgumentNullException.ThrowIfNull(height);
        double cell = size / (Grid - 1);
        double[,] heights = new double[Grid, Grid];
        for (int i = 0; i < Grid; i++)
        {
            for (int j = 0; j < Grid; j++)
            {
                heights[i, j] = height(i * cell, j * cell);
            }
        }

        return [.. Levels(heights).Select(level => new Contour(level, Line(heights, level, cell))).Where(contour => contour.Path.Length > 0)];
    }

    /// <summary>The levels are denser near the minimum.</summary>
    private static IEnumerable<double> Levels(double[,] heights)
    {
        double[] sorted = [.. heights.Cast<double>().Where(double.IsFinite).Order()];
        if (sorted.Length == 0 || sorted[^1] - sorted[0] < 1e-9)
        {
            yield break;
        }

        for (int i = 0; i < Lines; i++)
        {
            double share = (i + 0.5) / Lines;
            yield return sorted[0] + ((sorted[^1] - sorted[0]) * Math.Pow(share, 1.6));
        }
    }

    private static string Line(double[,] heights, double level, double cell)
    {
        var path = new StringBuilder();
        for (int i = 0; i < Grid - 1; i++)
        {
            for (int j = 0; j < Grid - 1; j++)
            {
                AddCell(path, heights, level, cell, i, j);
            }
        }

        return path.ToString();
    }

    /// <summary>The level crosses two sides of a cell, or four at a saddle point. The crossings are joined in pairs in their order around the cell.</summary>
    private static void AddCell(StringBuilder path, double[,] heights, double level, double cell, int i, int j)
    {
        Span<(int I, int J)> corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
        int crossings = 0;
        for (int side = 0; side < 4; side++)
        {
            (int ai, int aj) = corners[side];
            (int bi, int bj) = corners[(side + 1) % 4];
            double a = heights[ai, aj];
            double b = heights[bi, bj];
            if (a < level == b < level || !double.IsFinite(a) || !double.IsFinite(b))
            {
                continue;
            }

            double t = (level - a) / (b - a);
            path.Append(crossings++ % 2 == 0 ? 'M' : 'L')
                .Append(Numbers.Svg((ai + (t * (bi - ai))) * cell)).Append(' ')
                .Append(Numbers.Svg((aj + (t * (bj - aj))) * cell));
        }
    }
}

/// <summary>A contour line.</summary>
/// <param name="Level">The value of the function on it.</param>
/// <param name="Path">The line as an SVG path.</param>
public sealed record Contour(double Level, string Path)
{
    /// <summary>Returns the place of the line's label: its point farthest from the middle of the picture, at least a margin from the edge; <c>null</c> if it has none there.</summary>
    /// <param name="size">The width and height of the picture.</param>
    /// <param name="margin">The margin.</param>
    public (double X, double Y)? LabelAt(double size, double margin)
    {
        IEnumerable<(double X, double Y)> points = Path.Split('M', 'L').Where(point => point.Length > 0).Select(point =>
        {
            string[] numbers = point.Split(' ');
            return (double.Parse(numbers[0]), double.Parse(numbers[1]));
        });
        (double X, double Y)[] inside = [.. points.Where(point => Math.Min(point.X, point.Y) >= margin && Math.Max(point.X, point.Y) <= size - margin)];
        return inside.Length == 0 ? null : inside.MaxBy(point => Math.Pow(point.X - (size / 2), 2) + Math.Pow(point.Y - (size / 2), 2));
    }
}
