namespace Talpa.Textbook;

/// <summary>
/// Negative sampling: for each context word, the answer of its own output vector is yes, and that of a few words drawn as noise is no. The noise
/// distribution is a word's count to the power 3/4, so that rare words are drawn a little more often than they occur.
/// Source: Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality" (2013), section 2.2.
/// </summary>
internal sealed class NegativeSamplingQuestions
{
    private readonly double[] _cumulative;
    private readonly int _negatives;

    /// <summary>Prepares the noise.</summary>
    /// <param name="counts">How often each word occurs, by id; two words or more, each 1 or more.</param>
    /// <param name="negatives">Noise words for each context word, 1 or more.</param>
    public NegativeSamplingQuestions(IReadOnlyList<int> counts, int negatives)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Count, 2, nameof(counts));
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);
        _negatives = negatives;
        double sum = 0;
        _cumulative = [.. counts.Select(count => sum += Math.Pow(count, 0.75))];
    }

    /// <summary>The questions of a context: the truth first, then its noise, for each context word in turn. Noise is never the context word itself.</summary>
    public IReadOnlyList<BinaryQuestion> Questions(IReadOnlyList<int> context, Random random)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(random);
        var questions = new List<BinaryQuestion>();
        foreach (int o in context)
        {
            questions.Add(new BinaryQuestion(o, 1));
            for (int k = 0; k < _negatives; k++)
            {
                questions.Add(new BinaryQuestion(DrawOther(o, random), 0));
            }
        }

        return questions;
    }

    private int DrawOther(int word, Random random)
    {
        int drawn = word;
        while (drawn == word)
        {
            double at = random.NextDouble() * _cumulative[^1];
            drawn = Math.Min(Array.FindIndex(_cumulative, sum => at < sum), _cumulative.Length - 1);
        }

        return drawn;
    }
}
