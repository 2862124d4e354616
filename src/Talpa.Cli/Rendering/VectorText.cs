namespace Talpa.Cli.Rendering;

/// <summary>Vectors and their products as one writes them on paper: aligned, and with … in the middle where there is no room for all.</summary>
internal static class VectorText
{
    /// <summary>The numbers of a vector in brackets.</summary>
    /// <param name="vector">The numbers.</param>
    /// <param name="decimals">Decimals of each.</param>
    /// <param name="room">Columns there are.</param>
    public static string Numbers(IReadOnlyList<double> vector, int decimals, int room)
    {
        IEnumerable<string> numbers = vector.Select(x => Aligned(x, decimals));
        return $"[{Join([.. numbers], " ", room - 2)}]";
    }

    /// <summary>The products of two vectors' numbers, to be added up: 0.12×-0.25 + …</summary>
    public static string Products(IReadOnlyList<double> a, IReadOnlyList<double> b, int decimals, int room)
    {
        IEnumerable<string> products = a.Zip(b, (x, y) => $"{Aligned(x, decimals)}×{Figures.Fixed(y, decimals)}");
        return Join([.. products], " + ", room);
    }

    /// <summary>A number with room for its sign.</summary>
    public static string Aligned(double value, int decimals)
    {
        string text = Figures.Fixed(value, decimals);
        return text.StartsWith('-') ? text : " " + text;
    }

    private static string Join(string[] parts, string separator, int room)
    {
        string all = string.Join(separator, parts);
        if (all.Length <= room || parts.Length <= 2)
        {
            return all;
        }

        string end = $"{separator}…{separator}{parts[^1]}";
        int length = parts[0].Length + end.Length;
        int kept = 1;
        while (kept < parts.Length - 2 && length + separator.Length + parts[kept].Length <= room)
        {
            length += separator.Length + parts[kept].Length;
            kept++;
        }

        return string.Join(separator, parts[..kept]) + end;
    }
}
