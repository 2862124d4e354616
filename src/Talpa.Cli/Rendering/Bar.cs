namespace Talpa.Cli.Rendering;

/// <summary>A horizontal bar of block characters, eight steps to a column; of '#' where the screen has no blocks.</summary>
internal static class Bar
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    /// <summary>Draws a bar.</summary>
    /// <param name="fraction">0 (nothing) to 1 (all of the width); values beyond are clamped, not-a-number draws nothing.</param>
    /// <param name="width">Columns of a full bar.</param>
    /// <param name="unicode">Whether block characters can be written.</param>
    /// <returns>The bar without trailing spaces; never empty for a fraction above 0, so that little does not look like nothing.</returns>
    public static string Draw(double fraction, int width, bool unicode)
    {
        double share = double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1);
        int steps = unicode ? 8 : 1;
        int length = (int)Math.Round(share * width * steps, MidpointRounding.AwayFromZero);
        if (share > 0 && length == 0)
        {
            length = 1;
        }

        if (!unicode)
        {
            return new string('#', length);
        }

        string whole = new('█', length / 8);
        return length % 8 == 0 ? whole : whole + Eighths[length % 8];
    }
}
