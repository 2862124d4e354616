using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>A run with an objective of binary predictions, with the seed, initial vectors and examples of the lesson's own run.</summary>
internal sealed class BinaryRun
{
    private const int Negatives = 2;
    private const double Epsilon = 1e-5;
    private readonly LessonRun _lesson;
    private readonly TextbookObjective _objective;
    private readonly BinarySkipGram _model;
    private readonly History _history;
    private readonly NegativeSamplingQuestions _noise;
    private readonly HierarchicalSoftmaxQuestions _tree;
    private readonly IReadOnlyList<IReadOnlyList<string>> _rowWords;

    public BinaryRun(LessonRun lesson, TextbookObjective objective)
    {
        _lesson = lesson;
        _objective = objective;
        int[] counts = new int[lesson.Words.Count];
        SkipGram start = LessonRun.NewModel(lesson.Text, lesson.Setup);
        foreach (int id in lesson.Text.Sentences.SelectMany(start.Ids))
        {
            counts[id]++;
        }

        _noise = new NegativeSamplingQuestions(counts, Negatives);
        _tree = new HierarchicalSoftmaxQuestions(counts);
        bool isTree = objective == TextbookObjective.HierarchicalSoftmax;
        _rowWords = isTree ? NodeWords.Of(_tree, lesson.Words) : [.. lesson.Words.Select(word => (IReadOnlyList<string>)[word])];
        _model = new BinarySkipGram(start.Input, isTree ? start.Output[.._tree.Nodes] : start.Output);
        IEnumerable<RunEdit> edits = lesson.Edits.Where(edit => edit is RateEdit || edit is VectorEdit vector && (vector.Table == 0 || !isTree));
        _history = new History([_model.Input, _model.Output], Advance, lesson.Setup.LearningRate, edits);
    }

    public ObjectiveSnapshot At(int step)
    {
        _history.GoTo(step);
        LessonExample example = ExampleOf(step);
        IReadOnlyList<BinaryQuestion> questions = Questions(step);
        double[][] input = Copy(_model.Input);
        double[][] output = Copy(_model.Output);
        BinaryStep next = _model.Step(example.Centre, questions, _history.LearningRate);
        Restore(input, _model.Input);
        Restore(output, _model.Output);
        int[] rows = [.. next.OutputGradient.Keys.Order()];
        return new ObjectiveSnapshot(
            _objective,
            input,
            output,
            _rowWords,
            [.. rows.Select(row => Touched(row, example.Centre, next))],
            [.. next.InputGradient.Select(g => -g)],
            [.. rows.Select(row => next.OutputGradient[row].Select(g => -g).ToArray())],
            next.LossBefore,
            LargestDifference(example.Centre, questions, next));
    }

    private TouchedRow Touched(int row, int centre, BinaryStep step)
    {
        int[] predictions = [.. Enumerable.Range(0, step.Questions.Count).Where(i => step.Questions[i].Row == row)];
        double score = _model.Output[row].Zip(_model.Input[centre], (u, h) => u * h).Sum();
        return new TouchedRow(row, predictions.Length, score, step.Probabilities[predictions[0]], predictions.Sum(i => step.Questions[i].Answer), predictions.Sum(i => step.Errors[i]));
    }

    private double Advance(int step, double rate) => _model.Step(ExampleOf(step).Centre, Questions(step), rate).LossBefore;

    private LessonExample ExampleOf(int step) => _lesson.Examples[step % _lesson.Examples.Count];

    /// <summary>Negative samples are drawn at every step, from a seed that depends on the step, so that steps back are exact.</summary>
    private IReadOnlyList<BinaryQuestion> Questions(int step)
    {
        IReadOnlyList<int> context = ExampleOf(step).Context;
        return _objective == TextbookObjective.HierarchicalSoftmax
            ? _tree.Questions(context)
            : _noise.Questions(context, new Random(unchecked((_lesson.Setup.Seed * 1_000_003) + step)));
    }

    private double LargestDifference(int centre, IReadOnlyList<BinaryQuestion> questions, BinaryStep step)
    {
        double largest = Difference(_model.Input[centre], step.InputGradient, centre, questions);
        foreach ((int row, double[] gradient) in step.OutputGradient)
        {
            largest = Math.Max(largest, Difference(_model.Output[row], gradient, centre, questions));
        }

        return largest;
    }

    private double Difference(double[] vector, IReadOnlyList<double> gradient, int centre, IReadOnlyList<BinaryQuestion> questions)
    {
        double largest = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            double original = vector[i];
            vector[i] = original + Epsilon;
            double above = _model.Loss(centre, questions);
            vector[i] = original - Epsilon;
            double below = _model.Loss(centre, questions);
            vector[i] = original;
            largest = Math.Max(largest, Math.Abs(((above - below) / (2 * Epsilon)) - gradient[i]));
        }

        return largest;
    }

    private static double[][] Copy(double[][] table) => [.. table.Select(row => (double[])[.. row])];

    private static void Restore(double[][] from, double[][] to)
    {
        for (int row = 0; row < from.Length; row++)
        {
            from[row].CopyTo(to[row], 0);
        }
    }
}
