namespace Talpa.Formats;

/// <summary>The names of the formats as people type them, and the endings of file names that stand for them.</summary>
public static class VectorFileFormats
{
    private static readonly (VectorFileFormat Format, string Name, string Extension)[] All =
    [
        (VectorFileFormat.Talpa, "talpa", ".talpa"),
        (VectorFileFormat.Word2Vec, "word2vec", ".bin"),
        (VectorFileFormat.Text, "text", ".vec"),
        (VectorFileFormat.Glove, "glove", ".txt"),
        (VectorFileFormat.Npy, "npy", ".npy"),
        (VectorFileFormat.Safetensors, "safetensors", ".safetensors"),
    ];

    /// <summary>The formats' names: talpa, word2vec, text, glove, npy, safetensors.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(entry => entry.Name)];

    /// <summary>The name of a format.</summary>
    public static string NameOf(VectorFileFormat format) => Find(entry => entry.Format == format)?.Name
        ?? throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of vector files.");

    /// <summary>The format with a name; case does not count.</summary>
    /// <exception cref="ArgumentException">No format has that name; the message lists those there are.</exception>
    public static VectorFileFormat Parse(string name) => Find(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Format
        ?? throw new ArgumentException($"There is no format {Quoted.Text(name)}; the formats are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The format that the ending of a file's name stands for.</summary>
    /// <exception cref="ArgumentException">The ending stands for no format; the message lists those that do.</exception>
    public static VectorFileFormat FromFileName(string path)
    {
        string extension = Path.GetExtension(path);
        return Find(entry => entry.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))?.Format
            ?? throw new ArgumentException(
                $"The name {Quoted.Text(path)} does not tell the format; name the format ({string.Join(", ", Names)}) "
                + $"or end the name with {string.Join(", ", All.Select(entry => entry.Extension))}.",
                nameof(path));
    }

    private static (VectorFileFormat Format, string Name, string Extension)? Find(
        Func<(VectorFileFormat Format, string Name, string Extension), bool> fits)
    {
        foreach (var entry in All)
        {
            if (fits(entry))
            {
                return entry;
            }
        }

        return null;
    }
}
