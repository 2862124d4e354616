using Talpa.Studio.Languages;

namespace Talpa.Studio.Lesson;

/// <summary>The texts of the lesson page and of its story that are made of several parts.</summary>
/// <param name="language">The language; the initial one for an unknown one.</param>
public sealed class StudioText(string? language) : PageText(language, "lesson", "story")
{
    private const int MaxNamed = 3;

    /// <summary>Writes an exponential; one that overflows as a power of e.</summary>
    public string Exponential(double score) => double.IsPositiveInfinity(Math.Exp(score)) ? $"e^({Number(score, 0)})" : Number(Math.Exp(score), 3);

    /// <summary>Names a number of a vector: its direction in the picture, or its place where the picture is a projection of more dimensions.</summary>
    /// <param name="dimension">The length of the vector.</param>
    /// <param name="index">The index of the number, from 0.</param>
    public string Direction(int dimension, int index) => dimension > 2 ? With("direction.number", ("number", $"{index + 1}")) : this[index == 0 ? "direction.horizontal" : "direction.vertical"];

    /// <summary>Counts occurrences, such as twice.</summary>
    public string Times(double count) => count is 0 or 1 or 2 ? this[$"times.{count}"] : With("times.many", ("count", Write(count)));

    /// <summary>Writes the first terms of a sum, and how many others there are.</summary>
    /// <param name="terms">All terms.</param>
    /// <param name="max">The maximum number of terms that are written.</param>
    public string Terms(IEnumerable<string> terms, int max)
    {
        string[] all = [.. terms];
        return all.Length <= max ? string.Join(" + ", all) : $"{string.Join(" + ", all.Take(max - 1))} + … {With("terms.more", ("count", Write(all.Length - max + 1)))}";
    }

    /// <summary>Names an output row of an objective: by its word, or a node of the tree by the words below it, such as <c>{cat, dog}</c>.</summary>
    public string RowName(ObjectiveSnapshot objective, int row)
    {
        ArgumentNullException.ThrowIfNull(objective);
        IReadOnlyList<string> words = objective.RowWords[row];
        return objective.Objective != TextbookObjective.HierarchicalSoftmax ? words[0]
            : words.Count == objective.Input.Count ? this["objectives.root"]
            : $"{{{string.Join(", ", words.Take(MaxNamed))}{(words.Count > MaxNamed ? $" {With("objectives.more-words", ("count", Write(words.Count - MaxNamed)))}" : string.Empty)}}}";
    }

    /// <summary>Describes what was omitted from a text and why, in sentences; <c>null</c> if nothing was.</summary>
    public string? Limits(LessonText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string, string)[] values =
        [
            ("letters", Write(LessonText.MaxWordLength)), ("tokens", Write(LessonText.MaxTokens)), ("words", Write(LessonText.MaxWords)),
            ("read", Write(LessonText.MaxCharacters)), ("characters", Write(text.Characters)),
        ];
        return text.Limits.Count == 0 ? null : string.Join(' ', text.Limits.Select(limit => With($"text.limit.{limit}", values)));
    }

    /// <summary>Describes the result of a predicted step.</summary>
    public string Prediction(PredictedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        string move = step.Angle is { } angle ? With("predict.angle", ("angle", Number(angle, 0)), ("word", step.Step.CentreWord))
            : step.Direction is null ? string.Empty : With("predict.still", ("word", step.Step.CentreWord));
        string rise = step.Word is not { } word ? string.Empty : With(
            step.Rises == true ? "predict.rose" : "predict.fell",
            ("word", step.Step.Words[word]),
            ("before", Number(step.Step.Next.Probabilities[word], 3)),
            ("after", Number(step.Step.Next.ProbabilitiesAfter[word], 3)));
        return string.Join(' ', new[] { move, rise }.Where(sentence => sentence.Length > 0));
    }

    /// <summary>Writes the end of an axis.</summary>
    public string Extent(double extent) => extent < 100 ? Range(extent) : Number(extent, 0);
}
