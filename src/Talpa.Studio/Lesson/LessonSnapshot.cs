using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// A moment of a lesson: all vectors as they are, the example whose turn it is, and the step to come as the textbook computes it.
/// A copy: it stays as it is when the run goes on.
/// </summary>
public sealed record Moment
{
    /// <summary>Beyond this, a product of two has fewer digits than a difference of scores would need.</summary>
    private const double Largest = 1e15;

    /// <summary>How many steps have been taken.</summary>
    public required int Step { get; init; }

    /// <summary>The example whose turn it is.</summary>
    public required LessonExample Example { get; init; }

    /// <summary>The different words; a word's place is its id.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The words of the example's sentence.</summary>
    public required IReadOnlyList<string> Sentence { get; init; }

    /// <summary>The input vectors, words × dimension.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Input { get; init; }

    /// <summary>The output vectors, words × dimension.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Output { get; init; }

    /// <summary>The step to come, with every number it computes.</summary>
    public required SkipGramStep Next { get; init; }

    /// <summary>The gradient beside the finite difference.</summary>
    public required GradientCheck Proof { get; init; }

    /// <summary>Length of a vector.</summary>
    public int Dimension => Next.Hidden.Count;

    /// <summary>The centre word.</summary>
    public string CentreWord => Words[Example.Centre];

    /// <summary>Whether the numbers still mean something: a learning rate that is far too large drives them out of any range.</summary>
    public bool IsFinite => Input.Concat(Output).All(row => row.All(x => Math.Abs(x) < Largest));

    /// <summary>Looks at a model at one moment. The model is left exactly as it was.</summary>
    internal static Moment Of(LessonRun run, SkipGram model, LessonExample example)
    {
        double[][] input = [.. model.Input.Select(row => (double[])[.. row])];
        double[][] output = [.. model.Output.Select(row => (double[])[.. row])];
        SkipGramStep next = model.Step(example.Centre, example.Context, run.LearningRate);
        for (int w = 0; w < input.Length; w++)
        {
            input[w].CopyTo(model.Input[w], 0);
            output[w].CopyTo(model.Output[w], 0);
        }

        return new Moment
        {
            Step = run.Step,
            Example = example,
            Words = run.Words,
            Sentence = run.Text.Sentences[example.Sentence],
            Input = input,
            Output = output,
            Next = next,
            Proof = GradientCheck.Of(model, next),
        };
    }
}
