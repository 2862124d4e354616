namespace Talpa.Studio.Languages;

/// <summary>The files of texts, in a folder for each language, with lines such as <c>story.next = Next</c>. They are embedded in the assembly.</summary>
public static class TextFile
{
    /// <summary>The language of the texts without another one.</summary>
    public const string Initial = "en";

    /// <summary>The file that every page reads.</summary>
    public const string Shared = "page";

    private const string End = ".txt";

    /// <summary>The available languages: the folders, the initial one first.</summary>
    public static readonly IReadOnlyList<string> Languages = [.. Parts().Select(file => file.Language).Distinct(StringComparer.Ordinal)
        .OrderByDescending(language => language == Initial).ThenBy(language => language, StringComparer.Ordinal)];

    /// <summary>The names of a language's files, such as <c>lesson</c>.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static IReadOnlyList<string> Names(string language) => [.. Parts().Where(file => file.Language == language).Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>Reads the texts of a file with their keys.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="name">The name of the file.</param>
    public static IEnumerable<KeyValuePair<string, string>> Read(string language, string name)
    {
        using Stream stream = typeof(TextFile).Assembly.GetManifestResourceStream($"{language}/{name}{End}")
            ?? throw new ArgumentOutOfRangeException(nameof(language), $"There are no texts in {language} for {name}; there are {string.Join(", ", Languages)}.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Split(" = ", 2)).Where(pair => pair.Length == 2).Select(pair => KeyValuePair.Create(pair[0], pair[1].TrimEnd('\r')))];
    }

    private static IEnumerable<(string Language, string Name)> Parts() =>
        from resource in typeof(TextFile).Assembly.GetManifestResourceNames()
        where resource.EndsWith(End, StringComparison.Ordinal)
        let parts = resource[..^End.Length].Split('/')
        where parts.Length == 2
        select (parts[0], parts[1]);
}
