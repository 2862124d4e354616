using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>
/// A snapshot of a lesson: a copy of all vectors, the current example, and the next step as the textbook computes it. Later steps of the run do not
/// change it.
/// </summary>
public sealed record LessonSnapshot
{
    /// <summary>With larger numbers, products lack the precision for differences of scores.</summary>
    private const double Largest = 1e15;

    /// <summary>The number of executed steps.</summary>
    public required int Step { get; init; }

    /// <summary>The example of the next step.</summary>
    public required LessonExample Example { get; init; }

    /// <summary>The different words; the index of a word is its id.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The words of the example's sentence.</summary>
    public required IReadOnlyList<string> Sentence { get; init; }

    /// <summary>The input vectors, words × dimension.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Input { get; init; }

    /// <summary>The output vectors, words × dimension.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Output { get; init; }

    /// <summary>The next step, with every number that it computes.</summary>
    public required SkipGramStep Next { get; init; }

    /// <summary>The gradient check.</summary>
    public required GradientCheck Proof { get; init; }

    /// <summary>The length of a vector.</summary>
    public int Dimension => Next.Hidden.Count;

    /// <summary>The centre word.</summary>
    public string CentreWord => Words[Example.Centre];

    /// <summary>Whether the numbers are in the usable range, which they leave if the learning rate is far too large.</summary>
    public bool IsFinite => Input.Concat(Output).All(row => row.All(x => Math.Abs(x) < Largest));

    /// <summary>Takes a snapshot of a model, which is not changed.</summary>
    internal static LessonSnapshot Of(LessonRun run, SkipGram model, LessonExample example)
    {
        double[][] input = [.. model.Input.Select(row => (double[])[.. row])];
        double[][] output = [.. model.Output.Select(row => (double[])[.. row])];
        SkipGramStep next = model.Step(example.Centre, example.Context, run.LearningRate);
        for (int w = 0; w < input.Length; w++)
        {
            input[w].CopyTo(model.Input[w], 0);
            output[w].CopyTo(model.Output[w], 0);
        }

        return new LessonSnapshot
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
