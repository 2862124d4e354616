namespace Talpa.Formats;

/// <summary>The names of the formats as users write them, and the endings of file names that stand for them.</summary>
public static class VectorFileFormats
{
    /// <summary>The formats' names: talpa, projector, word2vec, text, glove, npy, safetensors.</summary>
    public static IReadOnlyList<string> Names => FormatTable.Default.Names;

    /// <summary>The name of a format.</summary>
    public static string NameOf(VectorFileFormat format) => FormatTable.Default[format].Name;

    /// <summary>The format with a name; case does not count.</summary>
    /// <exception cref="ArgumentException">No format has that name; the message lists those there are.</exception>
    public static VectorFileFormat Parse(string name) => FormatTable.Default.Named(name).Format;

    /// <summary>The format that the ending of a file's name stands for; .gz or .zst may follow it.</summary>
    /// <exception cref="ArgumentException">The ending stands for no format; the message lists those that do.</exception>
    public static VectorFileFormat FromFileName(string path) => FormatTable.Default.ForFileName(path).Format;
}
