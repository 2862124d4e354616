using Talpa.Textbook;

namespace Talpa.Cli.Explaining;

/// <summary>One sentence, one centre word, one step in full, and the course of the loss when the step is repeated.</summary>
internal sealed record Explanation
{
    /// <summary>Start vectors have this many decimals, so that the sums can be followed on paper to the last digit.</summary>
    public const int StartDecimals = 2;

    /// <summary>The sentence, word for word.</summary>
    public required IReadOnlyList<string> Sentence { get; init; }

    /// <summary>Each word of the sentence as an id, from 0.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>The vocabulary in id order.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The position of the centre word in the sentence, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>How far the window reaches to either side.</summary>
    public required int Window { get; init; }

    /// <summary>Length of a vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>Seed of the start vectors.</summary>
    public required int Seed { get; init; }

    /// <summary>The first step, with every number it computed.</summary>
    public required SkipGramStep Step { get; init; }

    /// <summary>Some of the steps, the first and the last among them, oldest first.</summary>
    public required IReadOnlyList<Milestone> Milestones { get; init; }

    /// <summary>The different context words' ids, in the order of the sentence.</summary>
    public IReadOnlyList<int> ContextWords => [.. Step.Context.Distinct()];

    /// <summary>Works a sentence out.</summary>
    /// <param name="sentence">The words of the sentence, among them the centre word, and one word more at least.</param>
    /// <param name="center">The centre word; where it occurs several times, the first is used.</param>
    /// <param name="settings">Window, dimension, seed, learning rate and number of steps.</param>
    public static Explanation Of(IReadOnlyList<string> sentence, string center, ExplainSettings settings)
    {
        var textbook = new SkipGram(sentence, settings.Dimension, settings.Seed);
        RoundStart(textbook.Input);
        RoundStart(textbook.Output);
        int[] ids = textbook.Ids(sentence);
        int position = sentence.ToList().IndexOf(center);
        int[] context = SkipGram.Context(ids, position, settings.Window);
        SkipGramStep first = textbook.Step(ids[position], context, settings.LearningRate);
        return new Explanation
        {
            Sentence = sentence,
            Ids = ids,
            Words = textbook.Words,
            Position = position,
            Window = settings.Window,
            Dimension = settings.Dimension,
            Seed = settings.Seed,
            Step = first,
            Milestones = GoOn(textbook, first, settings.Steps),
        };
    }

    private static List<Milestone> GoOn(SkipGram textbook, SkipGramStep first, int steps)
    {
        var milestones = new List<Milestone> { new(0, first.LossBefore, first.Probabilities), new(1, first.LossAfter, first.ProbabilitiesAfter) };
        int[] context = [.. first.Context];
        for (int step = 2; step <= steps; step++)
        {
            SkipGramStep next = textbook.Step(first.Centre, context, first.LearningRate);
            if (step == steps || IsRound(step))
            {
                milestones.Add(new Milestone(step, next.LossAfter, next.ProbabilitiesAfter));
            }
        }

        return milestones;
    }

    /// <summary>1, 2, 5, 10, 20, 50, 100 …</summary>
    private static bool IsRound(int step)
    {
        while (step % 10 == 0)
        {
            step /= 10;
        }

        return step is 1 or 2 or 5;
    }

    private static void RoundStart(double[][] table)
    {
        foreach (double[] row in table)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = Math.Round(row[i], StartDecimals);
            }
        }
    }
}
