using System.Text.RegularExpressions;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Story;

/// <summary>The captions and labels of the story in one language, from a file in <c>Story/Texts</c> with lines such as <c>label.next = Next</c>.</summary>
public sealed partial class StoryText
{
    /// <summary>The available languages. The first one is the initial one.</summary>
    public static readonly IReadOnlyList<string> Languages = TextFile.Languages;

    private readonly IReadOnlyDictionary<string, string> _texts;

    private StoryText(string language, IReadOnlyDictionary<string, string> texts) => (Language, _texts) = (language, texts);

    /// <summary>The language, as in the attribute <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>All texts with their keys, as in the file.</summary>
    public IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>Reads the texts of a language, one of <see cref="Languages"/>.</summary>
    public static StoryText Load(string language) => new(language, TextFile.Read("story", language));

    /// <summary>Returns a text with values in place of the names in braces.</summary>
    public string Text(string key, IReadOnlyDictionary<string, string> values) => string.Concat(Parts(key, values).Select(part => part.Text));

    /// <summary>Returns the parts of a text: what is written in the file, and values in place of the names in braces.</summary>
    public IReadOnlyList<CaptionPart> Parts(string key, IReadOnlyDictionary<string, string> values) =>
        [.. Braces().Split(_texts[key]).Select((part, i) => i % 2 == 0 ? new CaptionPart(part, false) : new CaptionPart(values[part], true)).Where(part => part.Text.Length > 0)];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();
}

/// <summary>A part of a caption.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsValue">Whether it is a word or number of the run.</param>
public sealed record CaptionPart(string Text, bool IsValue);
