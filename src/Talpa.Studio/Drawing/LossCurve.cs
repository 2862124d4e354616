namespace Talpa.Studio.Drawing;

/// <summary>The curve of the loss over a run: the moving mean over one pass of the text, which removes the differences between easy and hard examples.</summary>
public sealed class LossCurve
{
    /// <summary>The width of the drawing.</summary>
    public const double Width = 1000;

    /// <summary>The height of the drawing.</summary>
    public const double Height = 100;

    private const int MaxPoints = 400;

    /// <summary>Creates a curve.</summary>
    /// <param name="losses">The loss before each step.</param>
    /// <param name="pass">The number of steps in one pass of the text.</param>
    /// <param name="length">The number of steps across the whole width.</param>
    public LossCurve(IReadOnlyList<double> losses, int pass, int length)
    {
        ArgumentNullException.ThrowIfNull(losses);
        int count = Math.Min(losses.Count, length);
        int stride = Math.Max(1, (count + MaxPoints - 1) / MaxPoints);
        var points = new List<(double X, double Loss)>();
        for (int step = 0; step < count; step += stride)
        {
            double mean = Mean(losses, step, pass);
            if (!double.IsFinite(mean))
            {
                break;
            }

            points.Add((Width * step / Math.Max(1, length), mean));
        }

        Highest = points.Count == 0 ? 1 : Math.Max(0.5, points.Max(p => p.Loss) * 1.08);
        Path = points.Count == 0 ? string.Empty : "M" + string.Join("L", points.Select(p => $"{Numbers.Svg(p.X)} {Numbers.Svg(ToY(p.Loss))}"));
    }

    /// <summary>The loss at the upper edge; the lower edge is zero.</summary>
    public double Highest { get; }

    /// <summary>Returns the vertical position of a loss, downward.</summary>
    public double ToY(double loss) => Height * (1 - (loss / Highest));

    /// <summary>The curve as an SVG path; empty without losses.</summary>
    public string Path { get; }

    private static double Mean(IReadOnlyList<double> losses, int step, int pass)
    {
        // The pass centred at the step, clipped to the losses.
        int first = Math.Max(0, Math.Min(step - (pass / 2), losses.Count - pass));
        int last = Math.Min(losses.Count, first + pass);
        double sum = 0;
        for (int i = first; i < last; i++)
        {
            sum += losses[i];
        }

        return sum / (last - first);
    }
}
