using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>Full softmax, negative sampling and hierarchical softmax with the same seed and examples, at the same step.</summary>
public sealed class ThreeObjectives
{
    private readonly LessonRun _lesson;
    private readonly BinaryRun _negative;
    private readonly BinaryRun _hierarchical;

    /// <summary>Starts the other two objectives for a lesson's run, with the run's changes so far.</summary>
    public ThreeObjectives(LessonRun lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        _lesson = lesson;
        _negative = new BinaryRun(lesson, TextbookObjective.NegativeSampling);
        _hierarchical = new BinaryRun(lesson, TextbookObjective.HierarchicalSoftmax);
    }

    /// <summary>Returns all three at the lesson's step.</summary>
    public IReadOnlyList<ObjectiveSnapshot> Now() => [Full(_lesson.Now), _negative.At(_lesson.Step), _hierarchical.At(_lesson.Step)];

    private static ObjectiveSnapshot Full(LessonSnapshot snapshot)
    {
        SkipGramStep next = snapshot.Next;
        return new ObjectiveSnapshot(
            TextbookObjective.FullSoftmax,
            [.. snapshot.Input.Select(row => row.ToArray())],
            [.. snapshot.Output.Select(row => row.ToArray())],
            [.. snapshot.Words.Select(word => (IReadOnlyList<string>)[word])],
            [.. next.Errors.Select((error, row) => new TouchedRow(row, next.Context.Count, next.Scores[row], next.Probabilities[row], next.Truth[row], error))],
            [.. next.InputGradient.Select(g => -g)],
            [.. next.OutputGradient.Select(row => row.Select(g => -g).ToArray())],
            next.LossBefore,
            snapshot.Proof.LargestDifference);
    }
}
