using Talpa.Textbook;

namespace Talpa.Tests.Textbook;

public sealed class NegativeSamplingQuestionsTests
{
    [Fact]
    public void Each_context_word_has_label_1_and_its_noise_words_label_0_and_noise_excludes_the_word()
    {
        var noise = new NegativeSamplingQuestions([10, 1, 4], negatives: 3);
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            IReadOnlyList<BinaryQuestion> questions = noise.Questions([0, 2], random);
            Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0], questions.Select(q => q.Answer));
            Assert.Equal((0, 2), (questions[0].Row, questions[4].Row));
            Assert.DoesNotContain(0, questions.Skip(1).Take(3).Select(q => q.Row));
            Assert.DoesNotContain(2, questions.Skip(5).Select(q => q.Row));
        }
    }

    [Fact]
    public void Noise_is_drawn_in_proportion_to_count_to_the_power_three_quarters()
    {
        // The words other than word 0 have counts 16 and 1: 16^0.75 = 8, so eight draws in nine (Mikolov et al. 2013, section 2.2).
        var noise = new NegativeSamplingQuestions([100, 16, 1], negatives: 1);
        var random = new Random(6);
        const int Draws = 20_000;
        int often = Enumerable.Range(0, Draws).Count(_ => noise.Questions([0], random)[1].Row == 1);
        Assert.Equal(8.0 / 9, often / (double)Draws, 0.01);
    }
}
