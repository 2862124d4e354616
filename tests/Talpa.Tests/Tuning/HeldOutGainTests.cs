using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Tuning;
using Talpa.Vectors;

namespace Talpa.Tests.Tuning;

public class HeldOutGainTests
{
    private static readonly CoOccurrenceOptions Neighbours = new() { Window = 1, SubsamplingThreshold = 0 };

    [Fact]
    public void A_model_that_gives_words_their_frequencies_saves_nothing()
    {
        using EncodedCorpus text = Encode("a b a c a b");
        using var gain = HeldOutGain.Count(text, text, Neighbours, TestContext.Current.CancellationToken);

        Assert.Equal(0, gain.Of(Model(text.Vocabulary, LogFrequencies(text)), threads: 2, TestContext.Current.CancellationToken), 1e-6);
    }

    [Fact]
    public void Nats_are_those_of_the_probabilities_divided_by_the_frequencies()
    {
        using EncodedCorpus text = Encode("a b a c a b", "c b");
        float[] bias = [1, -0.5f, 0.25f];
        using var gain = HeldOutGain.Count(text, text, Neighbours, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(text, Neighbours, TestContext.Current.CancellationToken);
        double expected = 0;
        double[] frequencies = Frequencies(counts);
        double logSum = Math.Log(bias.Sum(x => Math.Exp(x)));
        for (int centre = 0; centre < 3; centre++)
        {
            for (int i = 0; i < counts.Row(centre).Count; i++)
            {
                int context = counts.Row(centre).Ids[i];
                expected += counts.Row(centre).Weights[i] * (bias[context] - logSum - Math.Log(frequencies[context])) / counts.Total;
            }
        }

        Assert.Equal(expected, gain.Of(Model(text.Vocabulary, bias), threads: 2, TestContext.Current.CancellationToken), 1e-6);
    }

    [Fact]
    public void A_word_that_a_model_lacks_is_predicted_by_its_frequency()
    {
        using EncodedCorpus text = Encode("a b a c a b");
        using var gain = HeldOutGain.Count(text, text, Neighbours, TestContext.Current.CancellationToken);
        float[] known = [.. LogFrequencies(text).Take(2)];
        var vocabulary = new Vocabulary(text.Vocabulary.Words.Take(2), [3, 2]);

        // With two of three words, predicted by their frequencies among the two: nothing is saved, and nothing lost.
        Assert.Equal(0, gain.Of(Model(vocabulary, known), threads: 2, TestContext.Current.CancellationToken), 1e-6);
    }

    private static EncodedCorpus Encode(params string[] lines) => EncodedCorpus.Encode(TextSource.Lines(lines), new CorpusOptions { MinCount = 1 });

    private static float[] LogFrequencies(EncodedCorpus text)
    {
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(text, Neighbours, TestContext.Current.CancellationToken);
        return [.. Frequencies(counts).Select(share => (float)Math.Log(share))];
    }

    private static double[] Frequencies(CoOccurrenceCounts counts)
    {
        double[] contexts = [.. counts.Totals.ToArray().Select(total => total + 1)];
        return [.. contexts.Select(each => each / contexts.Sum())];
    }

    /// <summary>A model whose vectors are zeros: the biases decide.</summary>
    private static ContextPrediction Model(Vocabulary vocabulary, float[] bias)
    {
        var biases = new PaddedMatrix(1, bias.Length);
        bias.CopyTo(biases.Row(0));
        return new ContextPrediction(
            new WordVectors(vocabulary, new PaddedMatrix(bias.Length, 4)), new PaddedMatrix(bias.Length, 4), biases);
    }
}
