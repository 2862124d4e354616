namespace Talpa.Studio.Languages;

/// <summary>A file of texts in one language, with lines such as <c>label.next = Next</c>. It is embedded in the assembly.</summary>
public static class TextFile
{
    /// <summary>The available languages. The first one is the initial one.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de"];

    /// <summary>Reads the texts with their keys.</summary>
    /// <param name="folder">What the texts are of, such as <c>story</c>.</param>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static IReadOnlyDictionary<string, string> Read(string folder, string language)
    {
        using Stream stream = typeof(TextFile).Assembly.GetManifestResourceStream($"{folder}/{language}.txt")
            ?? throw new ArgumentOutOfRangeException(nameof(language), $"There are no texts in {language} for {folder}; there are {string.Join(", ", Languages)}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Select(line => line.Split(" = ", 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
    }
}
