namespace Talpa.Studio.Lesson;

/// <summary>The text and the settings of a lesson, without changes during the run. Runs with equal setups are equal to the last bit.</summary>
public sealed record LessonSetup
{
    /// <summary>The available dimensions.</summary>
    public static readonly IReadOnlyList<int> Dimensions = [2, 3, 5, 10];

    /// <summary>The largest window.</summary>
    public const int MaxWindow = 5;

    /// <summary>The largest learning rate.</summary>
    public const double MaxLearningRate = 100;

    /// <summary>The text as typed.</summary>
    public string Text { get; init; } = "cat sat\ndog sat";

    /// <summary>The number of context words on each side, 1 to <see cref="MaxWindow"/>.</summary>
    public int Window { get; init; } = 1;

    /// <summary>The length of a vector, one of <see cref="Dimensions"/>.</summary>
    public int Dimension { get; init; } = 2;

    /// <summary>The seed of the random vectors.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The initial learning rate, above 0 and at most <see cref="MaxLearningRate"/>.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>The initial vectors.</summary>
    public LessonStart Start { get; init; } = LessonStart.Placed;
}

/// <summary>The initial vectors.</summary>
public enum LessonStart
{
    /// <summary>Fixed vectors for the first three words, which make a clear picture; random ones for further words.</summary>
    Placed,

    /// <summary>Random, uniform in −0.5 to 0.5.</summary>
    Random,

    /// <summary>Zero. Then every gradient is zero, and nothing ever moves.</summary>
    Zero,
}
