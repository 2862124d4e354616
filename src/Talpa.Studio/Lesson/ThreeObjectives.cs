using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>Full softmax, negative sampling and hierarchical softmax beside each other: the same seed, the same examples, moving together.</summary>
public sealed class ThreeObjectives
{
    private readonly LessonRun _lesson;
    private readonly BinaryRun _negative;
    private readonly BinaryRun _hierarchical;

    /// <summary>Sets the other two beside a lesson's own run, with the changes made to it so far.</summary>
    public ThreeObjectives(LessonRun lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        _lesson = lesson;
        _negative = new BinaryRun(lesson, TextbookObjective.NegativeSampling);
        _hierarchical = new BinaryRun(lesson, TextbookObjective.HierarchicalSoftmax);
    }

    /// <summary>All three at the lesson's step.</summary>
    public IReadOnlyList<ObjectiveMoment> Now() => [Full(_lesson.Now), _negative.At(_lesson.Step), _hierarchical.At(_lesson.Step)];

    private static ObjectiveMoment Full(Moment moment)
    {
        SkipGramStep next = moment.Next;
        return new ObjectiveMoment(
            TextbookObjective.FullSoftmax,
            [.. moment.Input.Select(row => row.ToArray())],
            [.. moment.Output.Select(row => row.ToArray())],
            moment.Words,
            [.. next.Errors.Select((error, row) => new TouchedRow(row, next.Context.Count, next.Scores[row], next.Probabilities[row], next.Truth[row], error))],
            [.. next.InputGradient.Select(g => -g)],
            [.. next.OutputGradient.Select(row => row.Select(g => -g).ToArray())],
            next.LossBefore,
            moment.Proof.LargestDifference);
    }
}
