namespace Talpa.Studio.Drawing;

/// <summary>The SVG shape of an arrow: a shaft and a head, which is smaller if the arrow is short.</summary>
/// <param name="Shaft">The path of the shaft.</param>
/// <param name="Head">The polygon points of the head; empty if the arrow is too short to be visible.</param>
public sealed record ArrowShape(string Shaft, string Head)
{
    /// <summary>Creates the shape of an arrow between two points of the picture.</summary>
    /// <param name="from">The tail.</param>
    /// <param name="to">The tip.</param>
    /// <param name="size">The length of the head.</param>
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
