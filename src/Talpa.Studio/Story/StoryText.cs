using System.Text.RegularExpressions;

namespace Talpa.Studio.Story;

/// <summary>The captions and labels of the story in one language, from a file in <c>Story/Texts</c> with lines such as <c>label.next = Next</c>.</summary>
public sealed partial class StoryText
{
    private readonly Dictionary<string, string> _texts;

    private StoryText(Dictionary<string, string> texts) => _texts = texts;

    /// <summary>The available languages.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en"];

    /// <summary>The keys of all texts.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>Reads the texts of a language, one of <see cref="Languages"/>.</summary>
    public static StoryText Load(string language)
    {
        using Stream stream = typeof(StoryText).Assembly.GetManifestResourceStream($"story/{language}.txt")
            ?? throw new ArgumentOutOfRangeException(nameof(language), $"The story has no texts in {language}; it has {string.Join(", ", Languages)}.");
        using var reader = new StreamReader(stream);
        return new StoryText(reader.ReadToEnd().Split('\n').Select(line => line.Split(" = ", 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal));
    }

    /// <summary>Returns a text with values in place of the names in braces.</summary>
    public string Text(string key, IReadOnlyDictionary<string, string> values) => string.Concat(Parts(key, values).Select(part => part.Text));

    /// <summary>Returns the parts of a text: what is written in the file, and values in place of the names in braces.</summary>
    public IReadOnlyList<CaptionPart> Parts(string key, IReadOnlyDictionary<string, string> values) =>
        [.. Braces().Split(_texts[key]).Select((part, i) => i % 2 == 0 ? new CaptionPart(part, false) : new CaptionPart(values[part], true)).Where(part => part.Text.Length > 0)];

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();
}

/// <summary>A part of a caption.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsValue">Whether it is a word or number of the run.</param>
public sealed record CaptionPart(string Text, bool IsValue);
