namespace Talpa.Cli.Rendering;

/// <summary>A bar on either side of a zero: to the left for a value below 0, to the right above.</summary>
internal static class SidedBar
{
    /// <summary>Draws a bar.</summary>
    /// <param name="value">−1 to 1; values beyond are clamped, not-a-number draws nothing.</param>
    /// <param name="half">Columns of a full bar on one side.</param>
    /// <param name="unicode">Whether block characters can be written.</param>
    /// <returns>The bar with the zero, without trailing spaces; never empty for a value that is not 0.</returns>
    public static string Draw(double value, int half, bool unicode)
    {
        double part = double.IsNaN(value) ? 0 : Math.Clamp(value, -1, 1);
        string zero = unicode ? "│" : "|";
        if (part >= 0)
        {
            return new string(' ', half) + zero + Bar.Draw(part, half, unicode);
        }

        // There are no blocks that fill a column from the right by eighths.
        int length = Math.Max(1, (int)Math.Round(-part * half, MidpointRounding.AwayFromZero));
        return new string(' ', half - length) + new string(unicode ? '█' : '#', length) + zero;
    }
}
