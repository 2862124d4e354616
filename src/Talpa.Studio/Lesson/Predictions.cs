namespace Talpa.Studio.Lesson;

/// <summary>The learner's predictions of the next step: the direction in which the centre word moves, and a word whose probability rises.</summary>
public sealed class Predictions(StudioState studio)
{
    /// <summary>A predicted direction counts as right up to this angle, in degrees.</summary>
    public const double Near = 45;

    private readonly List<double> _angles = [];
    private readonly List<bool> _rises = [];
    private bool _isOn;

    /// <summary>Whether steps are predicted. In the story, in other layouts and in other panels they are not.</summary>
    public bool IsOn => _isOn && studio.Panel == "steps" && studio.Story.Scene is null && studio.Layout == PageLayout.Whole;

    /// <summary>The predicted direction in the picture, in degrees counterclockwise from the right; <c>null</c> before a prediction.</summary>
    public double? Direction { get; private set; }

    /// <summary>The word whose probability is predicted to rise; <c>null</c> before a prediction.</summary>
    public int? Word { get; private set; }

    /// <summary>The last predicted step; <c>null</c> if the last step was not predicted, or the next one is being predicted.</summary>
    public PredictedStep? Last { get; private set; }

    /// <summary>The angles between predicted directions and moves, in degrees.</summary>
    public IReadOnlyList<double> Angles => _angles;

    /// <summary>Whether the probabilities of the predicted words rose.</summary>
    public IReadOnlyList<bool> Rises => _rises;

    /// <summary>Turns predictions on or off. The score begins anew.</summary>
    public void Toggle()
    {
        _isOn = !_isOn;
        _angles.Clear();
        _rises.Clear();
        Clear();
        studio.Changed?.Invoke();
    }

    /// <summary>Predicts that the centre word moves towards a point of the plane.</summary>
    public void PointAt(double x, double y)
    {
        (double fromX, double fromY) = studio.Projection.Apply(studio.Now.Next.Hidden);
        TurnTo(Degrees(y - fromY, x - fromX));
    }

    /// <summary>Predicts a direction, in degrees.</summary>
    public void TurnTo(double degrees)
    {
        Direction = ((degrees % 360) + 360) % 360;
        Last = null;
        studio.Changed?.Invoke();
    }

    /// <summary>Predicts that a word's probability rises; <c>null</c> for no prediction.</summary>
    public void Choose(int? word)
    {
        Word = word >= 0 && word < studio.Run.Words.Count ? word : null;
        Last = null;
        studio.Changed?.Invoke();
    }

    /// <summary>Compares the predictions with the step that was made, and returns the result; <c>null</c> without predictions.</summary>
    /// <param name="step">The snapshot before the step.</param>
    /// <param name="steps">The number of steps that were made; only a single step is predicted.</param>
    internal PredictedStep? Settle(LessonSnapshot step, int steps)
    {
        (double? direction, int? word) = (Direction, Word);
        Clear();
        if (!IsOn || steps != 1 || (direction is null && word is null))
        {
            return null;
        }

        (double x, double y) = studio.Projection.Apply([.. step.Next.InputGradient.Select(g => -g)]);
        double? angle = direction is { } guess && double.Hypot(x, y) > 0 ? Between(guess, Degrees(y, x)) : null;
        bool? rises = word is { } w ? step.Next.ProbabilitiesAfter[w] > step.Next.Probabilities[w] : null;
        Last = new PredictedStep(step, direction, double.Hypot(x, y) > 0 ? Degrees(y, x) : null, angle, word, rises);
        _angles.AddRange(angle is { } a ? [a] : Array.Empty<double>());
        _rises.AddRange(rises is { } r ? [r] : Array.Empty<bool>());
        return Last;
    }

    /// <summary>Clears the predictions of the next step, and the last predicted one.</summary>
    internal void Clear() => (Direction, Word, Last) = (null, null, null);

    private static double Degrees(double up, double across) => Math.Atan2(up, across) * 180 / Math.PI;

    private static double Between(double a, double b)
    {
        double turn = Math.Abs(a - b) % 360;
        return Math.Min(turn, 360 - turn);
    }
}

/// <summary>A step with its predictions.</summary>
/// <param name="Step">The snapshot before the step.</param>
/// <param name="Direction">The predicted direction in degrees, if any.</param>
/// <param name="Move">The direction of the move in degrees; <c>null</c> without a move.</param>
/// <param name="Angle">The angle between predicted direction and move in degrees; <c>null</c> without a prediction or a move.</param>
/// <param name="Word">The word whose probability was predicted to rise, if any.</param>
/// <param name="Rises">Whether it rose.</param>
public sealed record PredictedStep(LessonSnapshot Step, double? Direction, double? Move, double? Angle, int? Word, bool? Rises);
