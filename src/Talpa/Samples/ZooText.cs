using System.Text;
using Talpa.Text;

namespace Talpa.Samples;

/// <summary>
/// A small built-in text about animals, food, work and family, made from a grammar, so that there is something to learn from at once and the right answer is known:
/// words of one group occur in the same sentences and must get similar vectors. One sentence a line, lower case but for "I", without punctuation.
/// </summary>
public static class ZooText
{
    private static readonly Dictionary<string, string[]> Choices = AllChoices();
    private static readonly string[][][] Templates =
        [.. ZooGrammar.Sentences.Select(set => set.Select(sentence => sentence.Split(' ')).ToArray())];

    /// <summary>Groups of words that are similar by construction: the group's name and its words, six each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; } =
        ZooGrammar.Groups.ToDictionary(group => group.Name, group => (IReadOnlyList<string>)group.Words, StringComparer.Ordinal);

    /// <summary>For each word of a group: it is more similar to each other word of its group than to a word of each other group.</summary>
    public static IReadOnlyList<(string Word, string Like, string Unlike)> Likenesses { get; } = [.. AllLikenesses()];

    /// <summary>The text as a source.</summary>
    /// <param name="seed">Chooses the sentences: the same seed gives the same text, on every machine.</param>
    /// <param name="sentences">How many, 1 or more; about 8 words each.</param>
    public static TextSource Source(int seed = 1, int sentences = 20_000) => TextSource.Lines(Sentences(seed, sentences));

    /// <summary>The text's sentences, made one by one.</summary>
    /// <param name="seed">Chooses the sentences: the same seed gives the same text, on every machine.</param>
    /// <param name="sentences">How many, 1 or more.</param>
    public static IEnumerable<string> Sentences(int seed = 1, int sentences = 20_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sentences, 1);
        return Generate(seed, sentences);
    }

    private static IEnumerable<string> Generate(int seed, int sentences)
    {
        var random = new SplitMix(seed);
        var sentence = new StringBuilder();
        for (int i = 0; i < sentences; i++)
        {
            sentence.Clear();
            string drawn = "";
            foreach (string word in random.Pick(random.Pick(Templates)))
            {
                bool isPlace = word[0] == '{';
                drawn = isPlace ? DrawAnother(random, Choices[word[1..^1]], drawn) : drawn;
                AppendWord(sentence, isPlace ? drawn : word);
            }

            yield return sentence.ToString();
        }
    }

    /// <summary>No sentence has the same word twice ("my father and my father").</summary>
    private static string DrawAnother(SplitMix random, string[] choices, string before)
    {
        string drawn = random.Pick(choices);
        while (string.Equals(drawn, before, StringComparison.Ordinal))
        {
            drawn = random.Pick(choices);
        }

        return drawn;
    }

    private static void AppendWord(StringBuilder sentence, string word)
    {
        bool followsArticle = sentence.Length == 1 ? sentence[0] == 'a' : sentence.Length > 1 && sentence[^1] == 'a' && sentence[^2] == ' ';
        if (followsArticle && word[0] is 'a' or 'e' or 'i' or 'o' or 'u')
        {
            sentence.Append('n');
        }

        if (sentence.Length > 0)
        {
            sentence.Append(' ');
        }

        sentence.Append(word);
    }

    private static Dictionary<string, string[]> AllChoices()
    {
        var choices = ZooGrammar.Groups.ToDictionary(group => group.Name, group => group.Words, StringComparer.Ordinal);
        foreach ((string name, string[] groups) in ZooGrammar.WiderNames)
        {
            choices.Add(name, [.. groups.SelectMany(group => choices[group])]);
        }

        return choices;
    }

    private static IEnumerable<(string Word, string Like, string Unlike)> AllLikenesses()
    {
        foreach ((string name, string[] words) in ZooGrammar.Groups)
        {
            for (int i = 0; i < words.Length; i++)
            {
                foreach (string like in words.Where(word => !ReferenceEquals(word, words[i])))
                {
                    foreach ((string _, string[] others) in ZooGrammar.Groups.Where(group => !ReferenceEquals(group.Name, name)))
                    {
                        yield return (words[i], like, others[i]);
                    }
                }
            }
        }
    }

    /// <summary>Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators": its numbers will not change with the runtime.</summary>
    private sealed class SplitMix(int seed)
    {
        private ulong _state = (ulong)seed;

        public T Pick<T>(T[] choices) => choices[(int)Math.BigMul(Next(), (ulong)choices.Length, out _)];

        private ulong Next()
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
