using System.Globalization;

namespace Talpa.Cli.Rendering;

/// <summary>Numbers as people read them: one way for each kind, everywhere the same.</summary>
internal static class Figures
{
    /// <summary>A number with a fixed count of decimals; never "-0.00".</summary>
    public static string Fixed(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text;
    }

    /// <summary>A number with the fewest digits that identify it.</summary>
    public static string Shortest(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A correlation, or a dash where it is undefined.</summary>
    public static string Correlation(double value) => double.IsNaN(value) ? "-" : Fixed(value, 4);

    /// <summary>A whole number in groups of three.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and what is counted, in the right number.</summary>
    public static string Count(long value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    /// <summary>A share, 0 to 1, as a percentage: enough decimals that little is not shown as nothing.</summary>
    public static string Percent(double share)
    {
        double percent = 100 * share;
        int decimals = percent is > 0 and < 0.1 ? 3 : 1;
        return Fixed(percent, decimals) + " %";
    }

    /// <summary>A size in decimal units: 33.8 MB.</summary>
    public static string Bytes(long bytes)
    {
        ReadOnlySpan<string> units = ["kB", "MB", "GB", "TB"];
        if (bytes < 1000)
        {
            return Count(bytes, "byte", "bytes");
        }

        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return $"{Fixed(value, value < 9.95 ? 1 : 0)} {units[unit]}";
    }

    /// <summary>A length of time: 4.2 s, 3 min 29 s, 2 h 05 min.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalSeconds < 59.95)
        {
            return Fixed(time.TotalSeconds, 1) + " s";
        }

        long seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 3600
            ? $"{seconds / 60} min {seconds % 60:00} s"
            : $"{seconds / 3600} h {seconds / 60 % 60:00} min";
    }

    /// <summary>A time left to wait, as on a clock: 0:07, 12:30, 1:02:30.</summary>
    public static string Clock(TimeSpan time)
    {
        long seconds = (long)Math.Min(Math.Round(time.TotalSeconds), 359_999);
        return seconds < 3600
            ? $"{seconds / 60}:{seconds % 60:00}"
            : $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}";
    }
}
