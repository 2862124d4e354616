using CsCheck;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public sealed class AnalogyTests
{
    [Fact]
    public void The_fourth_word_of_a_parallelogram_is_found()
    {
        var vectors = new WordVectors(["man", "king", "woman", "queen", "bread"], 3, [1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, -1, 1, 0]);
        Assert.Equal("queen", vectors.Analogy("man", "king", "woman")[0].Word);
        Assert.Equal("queen", vectors.Analogy("man", "king", "woman", objective: AnalogyObjective.Multiply)[0].Word);
    }

    [Fact]
    public void The_words_of_the_question_are_not_candidates()
    {
        WordVectors vectors = RandomVectors.Create(1, 10, 4);
        foreach (AnalogyObjective objective in Enum.GetValues<AnalogyObjective>())
        {
            IReadOnlyList<Neighbour> answers = vectors.Analogy("w1", "w2", "w3", 100, objective);
            Assert.Equal(7, answers.Count);
            Assert.DoesNotContain(answers, answer => answer.Word is "w1" or "w2" or "w3");
        }
    }

    [Fact]
    public void Both_objectives_match_the_formulas_of_the_papers_in_double_precision() =>
        Gen.Select(Gen.Int, Gen.Int[4, 600], Gen.Int[3, 40]).Sample(
            (seed, words, dimension) =>
            {
                WordVectors vectors = RandomVectors.Create(seed, words, dimension);
                foreach (Neighbour answer in vectors.Analogy("w1", "w2", "w3", 5))
                {
                    double[] offset = Offset(vectors);
                    double expected = Enumerable.Range(0, dimension).Sum(i => offset[i] * Unit(vectors[answer.Word])[i]) / Length(offset);
                    Assert.Equal(expected, answer.Similarity, 1e-5);
                }

                foreach (Neighbour answer in vectors.Analogy("w1", "w2", "w3", 5, AnalogyObjective.Multiply))
                {
                    double a = Shifted(vectors, "w1", answer.Word);
                    double expected = Shifted(vectors, "w2", answer.Word) * Shifted(vectors, "w3", answer.Word) / (a + 1e-6);
                    Assert.Equal(expected, answer.Similarity, (1e-5 * expected) + (a < 1e-2 ? expected : 0));
                }
            },
            iter: 100);

    [Fact]
    public void An_unknown_word_in_a_question_is_reported() =>
        Assert.Contains("'w22'", Assert.Throws<UnknownWordException>(() => RandomVectors.Create(1, 9, 2).Analogy("w1", "w22", "w3")).Message, StringComparison.Ordinal);

    private static double Shifted(WordVectors vectors, string a, string b) => (1 + NeighboursTests.Cosine(vectors[a], vectors[b])) / 2;

    private static double[] Offset(WordVectors vectors)
    {
        double[] a = Unit(vectors["w1"]);
        double[] b = Unit(vectors["w2"]);
        double[] c = Unit(vectors["w3"]);
        return [.. a.Select((_, i) => b[i] - a[i] + c[i])];
    }

    private static double[] Unit(ReadOnlySpan<float> vector)
    {
        double[] numbers = [.. vector.ToArray().Select(number => (double)number)];
        double length = Length(numbers);
        return [.. numbers.Select(number => number / length)];
    }

    private static double Length(double[] numbers) => Math.Sqrt(numbers.Sum(number => number * number));
}
