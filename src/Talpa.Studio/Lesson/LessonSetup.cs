namespace Talpa.Studio.Lesson;

/// <summary>Everything that decides a lesson's run, apart from what is changed while it runs. Two equal setups run alike to the last bit.</summary>
public sealed record LessonSetup
{
    /// <summary>The dimensions on offer.</summary>
    public static readonly IReadOnlyList<int> Dimensions = [2, 3, 5, 10];

    /// <summary>The largest window.</summary>
    public const int MaxWindow = 5;

    /// <summary>The largest learning rate.</summary>
    public const double MaxLearningRate = 100;

    /// <summary>The text as it was typed.</summary>
    public string Text { get; init; } = "cat sat\ndog sat";

    /// <summary>How many words to each side are context, 1 to <see cref="MaxWindow"/>.</summary>
    public int Window { get; init; } = 1;

    /// <summary>Length of a vector, one of <see cref="Dimensions"/>.</summary>
    public int Dimension { get; init; } = 2;

    /// <summary>Seed of the random vectors.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The learning rate at the first step, above 0 and at most <see cref="MaxLearningRate"/>.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>Where the vectors stand before the first step.</summary>
    public LessonStart Start { get; init; } = LessonStart.Placed;
}
