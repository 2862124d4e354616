namespace Talpa.Studio.Drawing;

/// <summary>An arrow as SVG draws it: a shaft and a head, the head smaller where the arrow is short.</summary>
/// <param name="Shaft">The shaft as a path.</param>
/// <param name="Head">The head as a polygon's points; empty where the arrow is too short to see.</param>
public sealed record ArrowShape(string Shaft, string Head)
{
    /// <summary>Draws from one place in the picture to another.</summary>
    /// <param name="from">The tail.</param>
    /// <param name="to">The tip.</param>
    /// <param name="size">Length of the head.</param>
    public static ArrowShape Between((double X, double Y) from, (double X, double Y) to, double size)
    {
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        if (!double.IsFinite(length) || length < 0.5)
        {
            return new ArrowShape(string.Empty, string.Empty);
        }

        double head = Math.Min(size, length * 0.6);
        double ux = dx / length;
        double uy = dy / length;
        double baseX = to.X - (ux * head);
        double baseY = to.Y - (uy * head);
        double half = head * 0.42;
        return new ArrowShape(
            $"M{Svg(from.X)} {Svg(from.Y)}L{Svg(baseX)} {Svg(baseY)}",
            $"{Svg(to.X)},{Svg(to.Y)} {Svg(baseX - (uy * half))},{Svg(baseY + (ux * half))} {Svg(baseX + (uy * half))},{Svg(baseY - (ux * half))}");
    }

    private static string Svg(double value) => Numbers.Svg(value);
}
