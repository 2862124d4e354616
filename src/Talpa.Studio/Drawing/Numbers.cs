namespace Talpa.Studio.Drawing;

/// <summary>Formats the numbers of the page: with a minus sign (U+2212) and a fixed number of decimals, so that columns are aligned.</summary>
public static class Numbers
{
    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The number of decimals.</param>
    public static string Write(double value, int decimals = 2)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }

        string text = Math.Abs(value) >= 100_000
            ? WritePower(value)
            : Math.Round(value, decimals).ToString("F" + decimals);
        return text.TrimStart('-').All(c => c is '0' or '.') ? text.TrimStart('-') : text.Replace('-', '−');
    }

    /// <summary>Writes a small number in scientific notation, such as 3.1 × 10⁻¹¹.</summary>
    public static string WriteSmall(double value)
    {
        if (!double.IsFinite(value))
        {
            return Write(value);
        }

        if (value == 0)
        {
            return "0";
        }

        int power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return $"{value / Math.Pow(10, power):F1} × 10{Raised(power)}";
    }

    private static string WritePower(double value)
    {
        string[] parts = value.ToString("0.0e0").Split('e');
        return $"{parts[0]}·10{Raised(int.Parse(parts[1]))}";
    }

    private static string Raised(int power) => string.Concat(power.ToString().Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    /// <summary>Writes a coordinate for an SVG attribute.</summary>
    public static string Svg(double value) => Math.Round(value, 2).ToString();
}
