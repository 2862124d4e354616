using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>The words of a question, joined to phrases as the text of the training was.</summary>
internal static class JoinedWords
{
    /// <summary>
    /// Joins the words of each argument that holds spaces and is no word itself: "new york" is new_york where the model has that phrase. An argument that is not one phrase is unchanged.
    /// </summary>
    public static string[] Within(TrainedModel model, IReadOnlyList<string> arguments) =>
    [
        .. arguments.Select(argument => Split(model, argument) is { Length: > 1 } words && model.Join(words) is [var phrase] ? phrase : argument),
    ];

    /// <summary>Joins the words of arguments that follow one another, and those within them.</summary>
    public static string[] Across(TrainedModel model, IReadOnlyList<string> arguments) =>
        model.Phrases is null ? [.. arguments] : [.. model.Join([.. arguments.SelectMany(argument => Split(model, argument))])];

    /// <summary>Notes which words of a question are phrases that were joined.</summary>
    public static void Write(Terminal terminal, IEnumerable<string> given, IEnumerable<string> joined)
    {
        string[] phrases = [.. joined.Except(given, StringComparer.Ordinal)];
        if (phrases.Length > 0)
        {
            Notes.Write(terminal, $"joined as in the text of the training: {string.Join(", ", phrases)}");
        }
    }

    private static string[] Split(TrainedModel model, string argument) =>
        model.Phrases is not null && argument.Any(char.IsWhiteSpace) && !model.Vocabulary.Contains(argument)
            ? argument.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : [argument];
}
