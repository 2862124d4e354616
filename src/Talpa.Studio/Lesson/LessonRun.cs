using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// The run of a lesson: the textbook's skip-gram on a small text, one example a step, in the text's order, repeatedly. Owns the model: only this class
/// writes to its vectors.
/// </summary>
public sealed class LessonRun
{
    // Chosen such that the two words that become similar start far apart, and no two of the six vectors overlap.
    private static readonly double[][] PlacedInput = [[0.9, 0.35], [-0.3, 0.85], [-0.75, -0.7]];
    private static readonly double[][] PlacedOutput = [[0.3, -0.8], [0.45, 0.75], [-0.9, 0.2]];

    private readonly SkipGram _model;
    private readonly History _history;
    private LessonSnapshot? _now;
    private double? _lossFloor;

    /// <summary>Starts a lesson.</summary>
    /// <param name="setup">The text and the settings.</param>
    /// <param name="edits">The changes by the user; invalid ones are ignored.</param>
    /// <exception cref="ArgumentException">The text has no sentence of two words.</exception>
    public LessonRun(LessonSetup setup, IEnumerable<RunEdit>? edits = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Setup = setup;
        Text = LessonText.Parse(setup.Text);
        if (!Text.IsUsable)
        {
            throw new ArgumentException("The text has no sentence of two words.", nameof(setup));
        }

        _model = NewModel(Text, setup);
        Examples = ExamplesOf(_model, Text, setup.Window);
        _history = new History([_model.Input, _model.Output], Advance, setup.LearningRate, edits?.Where(Fits));
    }

    /// <summary>The text and the settings.</summary>
    public LessonSetup Setup { get; }

    /// <summary>The text as words.</summary>
    public LessonText Text { get; }

    /// <summary>The different words; the index of a word is its id.</summary>
    public IReadOnlyList<string> Words => _model.Words;

    /// <summary>The examples of one pass over the text; step n takes example n modulo their number.</summary>
    public IReadOnlyList<LessonExample> Examples { get; }

    /// <summary>The number of executed steps.</summary>
    public int Step => _history.Step;

    /// <summary>The number of steps computed so far.</summary>
    public int ComputedSteps => _history.ComputedSteps;

    /// <summary>The step at the right end of the time line, which grows with the run.</summary>
    public int TimeLength
    {
        get
        {
            int length = 100;
            while (length < Math.Max(ComputedSteps, Step))
            {
                length = length < 1000 ? length * 2 : length + 1000;
            }

            return Math.Min(length, History.MaxSteps);
        }
    }

    /// <summary>The loss per context word before each step computed so far, in nats.</summary>
    public IReadOnlyList<double> Losses => _history.Losses;

    /// <summary>
    /// The lowest possible mean of <see cref="Losses"/> over a pass: the entropy of the contexts, in nats. The best prediction of a word's context is the
    /// distribution of its context words in the text, in which a context of n words counts each 1 / n, as in the losses.
    /// </summary>
    public double LossFloor => _lossFloor ??= FloorOf(Examples);

    /// <summary>The changes by the user.</summary>
    public IReadOnlyList<RunEdit> Edits => _history.Edits;

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate => _history.LearningRate;

    /// <summary>The current vectors and the next step, with every number that it computes.</summary>
    public LessonSnapshot Now => _now ??= LessonSnapshot.Of(this, _model, Examples[Step % Examples.Count]);

    /// <summary>Creates the model before the first step.</summary>
    public static SkipGram NewModel(LessonText text, LessonSetup setup)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(setup);
        var model = new SkipGram(text.Words, setup.Dimension, setup.Seed);
        if (setup.Start == LessonStart.Zero)
        {
            Array.ForEach([.. model.Input, .. model.Output], Array.Clear);
        }
        else if (setup.Start == LessonStart.Placed && setup.Dimension == 2)
        {
            CopyRows(PlacedInput, model.Input);
            CopyRows(PlacedOutput, model.Output);
        }

        return model;
    }

    /// <summary>Returns the examples of a text, in its order.</summary>
    public static IReadOnlyList<LessonExample> ExamplesOf(SkipGram model, LessonText text, int window)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        var examples = new List<LessonExample>();
        for (int s = 0; s < text.Sentences.Count; s++)
        {
            int[] ids = model.Ids(text.Sentences[s]);
            for (int p = 0; p < ids.Length && ids.Length > 1; p++)
            {
                examples.Add(new LessonExample(s, p, ids[p], SkipGram.Context(ids, p, window)));
            }
        }

        return examples;
    }

    private static double FloorOf(IReadOnlyList<LessonExample> examples)
    {
        double floor = 0;
        foreach (IGrouping<int, LessonExample> ofCentre in examples.GroupBy(example => example.Centre))
        {
            double[] weights = [.. ofCentre.SelectMany(example => example.Context.Select(o => (Word: o, Weight: 1.0 / example.Context.Count)))
                .GroupBy(each => each.Word).Select(ofWord => ofWord.Sum(each => each.Weight))];
            double all = weights.Sum();
            floor -= weights.Sum(weight => weight * Math.Log(weight / all));
        }

        return floor / examples.Count;
    }

    /// <summary>Goes to the state after a number of steps.</summary>
    public void GoTo(int step)
    {
        _history.GoTo(Math.Clamp(step, 0, History.MaxSteps));
        _now = null;
    }

    /// <summary>Changes the learning rate from the current step on.</summary>
    public void SetLearningRate(double rate)
    {
        _history.Apply(new RateEdit(Step, Math.Clamp(rate, 0.0001, LessonSetup.MaxLearningRate)));
        _now = null;
    }

    /// <summary>Replaces a vector at the current step.</summary>
    /// <param name="isOutput">Whether it is an output vector.</param>
    /// <param name="word">The word's id.</param>
    /// <param name="vector">The new vector.</param>
    public void SetVector(bool isOutput, int word, IReadOnlyList<double> vector)
    {
        _history.Apply(new VectorEdit(Step, isOutput ? 1 : 0, word, vector));
        _now = null;
    }

    /// <summary>Returns the vectors of a row up to the current step.</summary>
    public IReadOnlyList<(int Step, double[] Vector)> Trail(bool isOutput, int word, int maxPoints) => _history.Trail(isOutput ? 1 : 0, word, maxPoints);

    /// <summary>Computes the loss of the current example with a vector replaced.</summary>
    public double LossWith(bool isOutput, int word, double[] vector)
    {
        double[][] table = isOutput ? _model.Output : _model.Input;
        double[] original = table[word];
        table[word] = vector;
        try
        {
            return _model.Loss(Now.Example.Centre, Now.Example.Context);
        }
        finally
        {
            table[word] = original;
        }
    }

    private static void CopyRows(double[][] from, double[][] to)
    {
        for (int w = 0; w < Math.Min(from.Length, to.Length); w++)
        {
            from[w].CopyTo(to[w], 0);
        }
    }

    private double Advance(int step, double rate)
    {
        LessonExample example = Examples[step % Examples.Count];
        return _model.Step(example.Centre, example.Context, rate).LossBefore / example.Context.Count;
    }

    private bool Fits(RunEdit edit) => edit.Step is >= 0 and <= History.MaxSteps && edit switch
    {
        RateEdit rate => rate.Rate is > 0 and <= LessonSetup.MaxLearningRate,
        VectorEdit vector => vector.Table is 0 or 1 && vector.Row >= 0 && vector.Row < Words.Count
            && vector.Vector.Count == Setup.Dimension && vector.Vector.All(double.IsFinite),
        _ => false,
    };
}

/// <summary>A training example: a word of the text, which predicts the words around it.</summary>
/// <param name="Sentence">The index of the sentence.</param>
/// <param name="Position">The position of the centre word in the sentence.</param>
/// <param name="Centre">The id of the centre word.</param>
/// <param name="Context">The ids of the words in its window, at least one, with repetitions.</param>
public sealed record LessonExample(int Sentence, int Position, int Centre, IReadOnlyList<int> Context);
