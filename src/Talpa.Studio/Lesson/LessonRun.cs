using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// A lesson as it runs: the textbook's skip-gram on a small text, one example a step, in the text's order, over and over. Owns the
/// model; nothing else writes to its vectors.
/// </summary>
public sealed class LessonRun
{
    // By hand: the two words that will become alike start far apart, and no two of the six vectors hide each other.
    private static readonly double[][] PlacedInput = [[0.9, 0.35], [-0.3, 0.85], [-0.75, -0.7]];
    private static readonly double[][] PlacedOutput = [[0.3, -0.8], [0.45, 0.75], [-0.9, 0.2]];

    private readonly SkipGram _model;
    private readonly History _history;
    private Moment? _now;

    /// <summary>Starts a lesson.</summary>
    /// <param name="setup">What decides the run.</param>
    /// <param name="edits">Changes by hand that belong to it; ones that don't fit its tables are ignored.</param>
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

    /// <summary>What decides the run.</summary>
    public LessonSetup Setup { get; }

    /// <summary>The text as words.</summary>
    public LessonText Text { get; }

    /// <summary>The different words; a word's place is its id.</summary>
    public IReadOnlyList<string> Words => _model.Words;

    /// <summary>The examples of one pass over the text; step n takes example n modulo their number.</summary>
    public IReadOnlyList<LessonExample> Examples { get; }

    /// <summary>How many steps have been taken at the moment on show.</summary>
    public int Step => _history.Step;

    /// <summary>How many steps have been computed so far.</summary>
    public int Furthest => _history.Furthest;

    /// <summary>The loss per context word before each step computed so far, in nats.</summary>
    public IReadOnlyList<double> Losses => _history.Losses;

    /// <summary>The changes made by hand.</summary>
    public IReadOnlyList<RunEdit> Edits => _history.Edits;

    /// <summary>The learning rate of the step to come.</summary>
    public double LearningRate => _history.LearningRate;

    /// <summary>The moment on show: the vectors as they are and the step to come, with every number it will compute.</summary>
    public Moment Now => _now ??= Moment.Of(this, _model, Examples[Step % Examples.Count]);

    /// <summary>The model as the textbook has it before a run's first step.</summary>
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
            Place(PlacedInput, model.Input);
            Place(PlacedOutput, model.Output);
        }

        return model;
    }

    /// <summary>The examples of a text, in its order.</summary>
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

    /// <summary>Shows the moment after this many steps.</summary>
    public void GoTo(int step)
    {
        _history.GoTo(Math.Clamp(step, 0, History.MaxSteps));
        _now = null;
    }

    /// <summary>Changes the learning rate from the moment on show on.</summary>
    public void SetLearningRate(double rate)
    {
        _history.Apply(new RateEdit(Step, Math.Clamp(rate, 0.0001, LessonSetup.MaxLearningRate)));
        _now = null;
    }

    /// <summary>Puts a vector somewhere else at the moment on show.</summary>
    /// <param name="isOutput">Whether it is an output vector.</param>
    /// <param name="word">The word's id.</param>
    /// <param name="vector">Its new place.</param>
    public void Place(bool isOutput, int word, IReadOnlyList<double> vector)
    {
        _history.Apply(new PlaceEdit(Step, isOutput ? 1 : 0, word, vector));
        _now = null;
    }

    /// <summary>One vector's places on its way to the moment on show.</summary>
    public IReadOnlyList<(int Step, double[] Vector)> Trail(bool isOutput, int word, int maxPlaces) => _history.Trail(isOutput ? 1 : 0, word, maxPlaces);

    /// <summary>The loss of the example on show if one vector stood elsewhere.</summary>
    public double LossWith(bool isOutput, int word, double[] vector)
    {
        double[][] table = isOutput ? _model.Output : _model.Input;
        double[] real = table[word];
        table[word] = vector;
        try
        {
            return _model.Loss(Now.Example.Centre, Now.Example.Context);
        }
        finally
        {
            table[word] = real;
        }
    }

    private static void Place(double[][] from, double[][] to)
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
        PlaceEdit place => place.Table is 0 or 1 && place.Row >= 0 && place.Row < Words.Count
            && place.Vector.Count == Setup.Dimension && place.Vector.All(double.IsFinite),
        _ => false,
    };
}
