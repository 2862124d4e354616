using System.Globalization;
using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Texts with more different words than the limit.</summary>
public sealed class PruningTests
{
    private static readonly Gen<string> Word = Gen.Frequency(
        (10, Gen.Char['a', 'e'].Select(letter => letter.ToString())),
        (20, Gen.Int[0, 60].Select(number => number.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Int[100, 2000].Select(length => new string('x', length))));

    [Fact]
    public void The_counter_removes_words_as_a_simple_dictionary_does_and_reuses_no_number() =>
        Gen.Select(Word.Array[0, 1500], Gen.Int[4, 40]).Sample(
            (words, maxWords) =>
            {
                var peer = new Peer(maxWords);
                var counter = new WordCounter(maxWords);
                foreach (string word in words)
                {
                    Assert.Equal(peer.Add(word), counter.Add(Encoding.UTF8.GetBytes(word)));
                }

                List<(string Word, int Number, long Count)> found = Found(counter);
                Assert.Equal(peer.InOrder(), found);
                Assert.Equal(found.Count, counter.Count);
                Assert.InRange(counter.Count, 0, maxWords);
                Assert.Equal(peer.Numbered, counter.Numbered);
                Assert.Equal(words.Length, found.Sum(word => word.Count) + counter.TokensPruned);
                Assert.Equal(peer.MaxUndercount, counter.MaxUndercount);
            },
            iter: Repetitions.Of(200));

    [Fact]
    public void Batches_number_words_as_a_simple_dictionary_does() =>
        Gen.Select(Word.Array[100, 1500], Gen.Int[4, 40]).Sample(RequireSameCounts, iter: Repetitions.Of(200));

    [Fact]
    public void In_a_batch_a_word_is_counted_where_it_is_after_pruning_has_moved_it_to_another_block()
    {
        // Long words fill the first block and a part of the second one, in which frequent words are stored. New words in the last batch lead to pruning of the long ones while
        // frequent words have been prefetched.
        string[] frequent = [.. Enumerable.Range(0, 5).Select(number => $"f{number}")];
        string[] beginning = [.. Enumerable.Range(0, 20).Select(number => new string('x', 4000 + number)), .. frequent, .. frequent, .. frequent];
        RequireSameCounts([.. beginning, .. Enumerable.Range(0, 60).SelectMany(number => frequent.Append($"new{number}"))], 30);
    }

    [Fact]
    public void Frequent_words_are_kept_with_counts_within_the_reported_error_and_correct_ids()
    {
        // Fifty frequent words in a text of words that occur once.
        var sentences = new List<string>();
        for (int i = 0; i < 20_000; i++)
        {
            sentences.Add($"often{i % 50} once{i} often{i * 7 % 50}");
        }

        CorpusOptions options = Corpora.KeepAll with { MaxDistinctWords = 1000, MinCount = 20 };
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Lines(sentences), options);
        CorpusReport report = corpus.Report;

        Assert.Equal(50, report.WordsKept);
        Assert.All(corpus.Vocabulary.Words, word => Assert.StartsWith("often", word, StringComparison.Ordinal));
        Assert.All(corpus.Vocabulary.Counts.ToArray(), count => Assert.InRange(count, 800 - report.MaxUndercount, 800));
        Assert.InRange(report.WordsPruned, 15_000, 20_000);
        Assert.Equal(report.TokensRead, report.TokensKept + report.TokensPruned + report.TokensBelowMinCount);
        Assert.Equal(report.WordsRead, report.WordsKept + report.WordsPruned + report.WordsBelowMinCount);
        Assert.Equal(
            sentences.Select(sentence => string.Join(' ', sentence.Split(' ').Where(word => word.StartsWith("often", StringComparison.Ordinal)))),
            Corpora.Sentences(corpus).Select(sentence => string.Join(' ', sentence)));
    }

    [Fact]
    public void No_word_is_removed_below_the_limit()
    {
        byte[] text = Corpora.RandomWords(5, 20_000);
        using EncodedCorpus usual = Corpora.Encode(Corpora.Bytes(text));
        using EncodedCorpus tight = Corpora.Encode(Corpora.Bytes(text), Corpora.KeepAll with { MaxDistinctWords = usual.Report.WordsRead });
        Assert.Equal(0, usual.Report.WordsPruned + usual.Report.MaxUndercount);
        Assert.Equal(usual.Report, tight.Report);
        Assert.Equal(usual.Vocabulary.Words, tight.Vocabulary.Words);
    }

    [Fact]
    public void Two_million_different_words_stay_within_the_memory_limit()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var counter = new WordCounter(50_000);
        Span<byte> word = stackalloc byte[16];
        for (int i = 0; i < 2_000_000; i++)
        {
            Assert.True((i * 7919L).TryFormat(word, out int length, "d9"));
            counter.Add(word[..length]);
        }

        // The total allocated, including replaced blocks: a tenth of the size of all words.
        Assert.Equal(2_000_000, counter.Numbered);
        Assert.InRange(counter.Count, 1, 50_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
    }

    /// <summary>The words of a counter in the order of their numbers.</summary>
    private static List<(string Word, int Number, long Count)> Found(WordCounter counter)
    {
        var found = new List<(string Word, int Number, long Count)>();
        foreach (WordCounter.CountedWord word in counter)
        {
            Assert.True(counter.At(word.Position).Word.SequenceEqual(word.Word));
            found.Add((Encoding.UTF8.GetString(word.Word), word.Number, word.Count));
        }

        return found;
    }

    /// <summary>Requires that a counter gives words in batches the numbers and counts that a simple dictionary gives them.</summary>
    private static void RequireSameCounts(string[] words, int maxWords)
    {
        var peer = new Peer(maxWords);
        var counter = new WordCounter(maxWords);
        var batch = new TokenBatch();
        using var ids = new IdStore(Path.GetTempPath(), memoryLimit: 1_000_000);
        foreach (byte[] word in words.Select(Encoding.UTF8.GetBytes))
        {
            if (!batch.TryAdd(WordBytes.Of(word), counter.Hash.Of(word)))
            {
                batch.CountInto(counter, ids);
                Assert.True(batch.TryAdd(WordBytes.Of(word), counter.Hash.Of(word)));
            }
        }

        batch.CountInto(counter, ids);
        ids.Complete();
        int[] numbers = new int[words.Length];
        ids.Read(0, numbers);
        Assert.Equal(words.Select(peer.Add), numbers);
        Assert.Equal(peer.InOrder(), Found(counter));
        Assert.Equal(words.Length, peer.Words.Values.Sum(word => word.Count) + counter.TokensPruned);
    }

    /// <summary>Like word2vec.c's ReduceVocab, until a quarter of the capacity is free.</summary>
    private sealed class Peer(int maxWords)
    {
        private int _rarity;
        private bool _pruning;

        public Dictionary<string, (int Number, long Count)> Words { get; } = new(StringComparer.Ordinal);

        public int Numbered { get; private set; }

        public long MaxUndercount { get; private set; }

        public IEnumerable<(string Word, int Number, long Count)> InOrder() =>
            Words.Select(entry => (entry.Key, entry.Value.Number, entry.Value.Count)).OrderBy(entry => entry.Number);

        public int Add(string word)
        {
            if (Words.TryGetValue(word, out (int Number, long Count) known))
            {
                Words[word] = (known.Number, known.Count + 1);
                return known.Number;
            }

            int number = Numbered++;
            Words.Add(word, (number, 1));
            while (Words.Count > maxWords || (_pruning && Words.Count > maxWords - (maxWords / 4)))
            {
                _pruning = true;
                MaxUndercount += ++_rarity;
                foreach (string rare in Words.Where(entry => entry.Value.Count <= _rarity).Select(entry => entry.Key).ToArray())
                {
                    Words.Remove(rare);
                }
            }

            _pruning = false;
            return number;
        }
    }
}
