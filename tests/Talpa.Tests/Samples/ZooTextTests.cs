using System.Text.RegularExpressions;
using Talpa.Samples;
using Talpa.Tests.Text;
using Talpa.Text;

namespace Talpa.Tests.Samples;

public sealed class ZooTextTests
{
    [Fact]
    public void The_same_seed_gives_the_same_text_and_another_seed_a_different_one()
    {
        Assert.Equal(ZooText.Sentences(seed: 5, sentences: 500), ZooText.Sentences(seed: 5, sentences: 500));
        Assert.NotEqual(ZooText.Sentences(seed: 5, sentences: 500), ZooText.Sentences(seed: 6, sentences: 500));
        Assert.Equal(ZooText.Sentences(seed: 5, sentences: 100), ZooText.Sentences(seed: 5, sentences: 500).Take(100));
    }

    [Fact]
    public void The_text_does_not_depend_on_the_machine_or_the_runtime() =>
        // Recorded from the current grammar. Vectors trained on the text change with it.
        Assert.Equal(
            [
                "she makes jam from the sweet apricot",
                "a swallow builds its nest in the roof",
                "on sunday we meet at the market",
                "I write a letter to my brother",
            ],
            ZooText.Sentences(seed: 1, sentences: 4));

    [Fact]
    public void The_text_has_a_small_vocabulary_of_frequent_words()
    {
        using EncodedCorpus corpus = Corpora.Encode(ZooText.Source());
        Assert.InRange(corpus.Vocabulary.Count, 120, 200);
        Assert.Equal(20_000, corpus.Report.Sentences);
        Assert.True(corpus.Vocabulary.Counts[^1] >= 100, $"'{corpus.Vocabulary.Words[^1]}' occurs {corpus.Vocabulary.Counts[^1]} times");
        Assert.All(ZooText.Groups.SelectMany(group => group.Value), word => Assert.True(corpus.Vocabulary.TryGetId(word, out _), word));
    }

    [Fact]
    public void The_text_reads_as_English()
    {
        foreach (string sentence in ZooText.Sentences())
        {
            Assert.Matches("^[a-zI][a-z]*( [a-z]+| I)*$", sentence);
            Assert.False(Regex.IsMatch(sentence, @"\ba [aeiou]|\ban [^aeiou]", RegexOptions.None, TimeSpan.FromSeconds(1)), sentence);
            string[] content = [.. sentence.Split(' ').Where(word => ZooText.Groups.Any(group => group.Value.Contains(word)))];
            Assert.Equal(content.Distinct(), content);
        }
    }

    [Fact]
    public void No_word_is_in_two_groups()
    {
        string[] words = [.. ZooText.Groups.SelectMany(group => group.Value)];
        Assert.Equal(words.Distinct(), words);
        Assert.All(ZooText.Groups, group => Assert.Equal(6, group.Value.Count));
    }

    [Fact]
    public void Words_of_a_group_share_context_words_and_others_do_not()
    {
        // The cosine of raw counts of words at most two positions away, without training.
        Dictionary<string, Dictionary<string, double>> neighbours = Neighbours(ZooText.Sentences(), window: 2);
        Assert.Equal(66 * 5 * 10, ZooText.Likenesses.Count);
        Assert.All(ZooText.Likenesses, likeness =>
        {
            double like = Cosine(neighbours[likeness.Word], neighbours[likeness.Like]);
            double unlike = Cosine(neighbours[likeness.Word], neighbours[likeness.Unlike]);
            Assert.True(like > unlike, $"{likeness}: {like:0.000} and {unlike:0.000}");
        });
    }

    [Fact]
    public void A_text_without_sentences_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ZooText.Source(1, 0));

    private static Dictionary<string, Dictionary<string, double>> Neighbours(IEnumerable<string> sentences, int window)
    {
        var neighbours = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        foreach (string[] words in sentences.Select(sentence => sentence.Split(' ')))
        {
            for (int i = 0; i < words.Length; i++)
            {
                if (!neighbours.TryGetValue(words[i], out Dictionary<string, double>? counts))
                {
                    neighbours.Add(words[i], counts = new(StringComparer.Ordinal));
                }

                for (int j = Math.Max(0, i - window); j <= Math.Min(words.Length - 1, i + window); j++)
                {
                    counts[words[j]] = counts.GetValueOrDefault(words[j]) + (j == i ? 0 : 1);
                }
            }
        }

        return neighbours;
    }

    private static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        double dot = a.Sum(pair => pair.Value * b.GetValueOrDefault(pair.Key));
        return dot / Math.Sqrt(a.Values.Sum(value => value * value) * b.Values.Sum(value => value * value));
    }
}
