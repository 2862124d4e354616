using System.IO.Compression;
using System.Text.Json;

namespace Talpa.Tests.Text;

/// <summary>Compares phrases, counts, scores and joined text with those of gensim's <c>Phrases</c> (tested with 4.2.0), exactly.</summary>
public sealed class GensimPhrasesTests : IDisposable
{
    /// <summary>Prints, for each pass, words, count and score of every phrase, and at the end the joined sentences.</summary>
    private const string Script =
        """
        from gensim.models.phrases import Phrases
        case = json.load(open(sys.argv[1]))
        sentences, connectors, passes = case['sentences'], frozenset(case['connectors']), []
        for _ in range(case['passes']):
            phrases = Phrases(sentences, min_count=case['min_count'], threshold=case['threshold'], scoring=case['scoring'], delimiter=case['delimiter'], connector_words=connectors)
            found = {}
            for sentence in sentences:
                start, between = None, []
                for word in sentence:
                    if word in connectors:
                        between.append(word)
                        continue
                    if start is not None:
                        key = (start, *between, word)
                        if key not in found:
                            joined, score = phrases.score_candidate(start, word, between)
                            found[key] = None if joined is None else [list(key), phrases.vocab[joined], score]
                    start, between = word, []
            passes.append([entry for entry in found.values() if entry is not None])
            sentences = [phrases[sentence] for sentence in sentences if sentence]
        print(json.dumps([passes, [' '.join(sentence) for sentence in sentences]]))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PhraseScoring.Word2Phrase, 10, false)]
    [InlineData(PhraseScoring.Word2Phrase, 10, true)]
    [InlineData(PhraseScoring.NormalizedPmi, 0.5, true)]
    public void Phrases_of_encyclopedia_prose_agree_word_by_word(PhraseScoring scoring, double threshold, bool hasConnectors)
    {
        string[][] sentences = [.. ReadLines(SharedData.Path("corpus/enwiki-prose-12mb.txt.gz")).Take(2_000).Select(line => Tokenizer.Unicode.Split(line, lowercase: true).ToArray())];
        var options = new PhraseOptions
        {
            Scoring = scoring,
            Threshold = threshold,
            Connectors = hasConnectors ? PhraseOptions.EnglishConnectors : [],
            Passes = 2,
        };
        Assert.InRange(Compare(sentences, options), 100, int.MaxValue);
    }

    [Theory]
    [InlineData("a the _e|a the e")]
    [InlineData("a of the _e|a of the e|a of_the _e")]
    [InlineData("a_ the e|a the e|a the the_e|a the_ e")]
    public void Counts_of_phrases_whose_joined_forms_nearly_agree_are_those_of_gensim(string text)
    {
        string[][] sentences = [.. text.Split('|').Select(sentence => sentence.Split(' '))];
        var options = new PhraseOptions { Scoring = PhraseScoring.NormalizedPmi, Threshold = -1, MinCount = 1, Connectors = ["of", "the"] };
        Assert.InRange(Compare(sentences, options), 2, int.MaxValue);
    }

    [Fact]
    public void Phrases_of_random_texts_agree_word_by_word()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] words = ["a", "b", "c", "d", "e", "of", "the", "a_b", "b_c", "a_b_c", "c_of_d", "_", "d_", "_e", "of_e"];
        int found = 0;
        for (int i = 0; i < Repetitions.Of(40); i++)
        {
            int different = random.Next(3, words.Length + 1);
            string[][] sentences =
            [
                .. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Enumerable.Range(0, random.Next(1, 12)).Select(_ => words[random.Next(different)]).ToArray()),
            ];
            bool isNpmi = random.Next(2) == 0;
            found += Compare(sentences, new PhraseOptions
            {
                Scoring = isNpmi ? PhraseScoring.NormalizedPmi : PhraseScoring.Word2Phrase,
                Threshold = isNpmi ? (random.NextDouble() * 1.2) - 0.7 : random.NextDouble() * 2,
                MinCount = random.Next(1, 4),
                Connectors = random.Next(2) == 0 ? ["of", "the"] : [],
                Passes = random.Next(1, 4),
                Delimiter = random.Next(4) == 0 ? "__" : "_",
            });
        }

        Assert.NotEqual(0, found);
    }

    /// <summary>Fails where Talpa differs from gensim.</summary>
    /// <returns>How many phrases there are.</returns>
    private int Compare(string[][] sentences, PhraseOptions options)
    {
        string path = _folder.Write("case.json", JsonSerializer.Serialize(new
        {
            sentences,
            connectors = options.Connectors,
            passes = options.Passes,
            min_count = options.MinCount,
            threshold = options.Threshold,
            scoring = options.Scoring == PhraseScoring.NormalizedPmi ? "npmi" : "default",
            delimiter = options.Delimiter,
        }));
        JsonElement expected = Python.Run(Script, path);
        using var joined = new MemoryStream();
        var corpus = new CorpusOptions { Phrases = options, Threads = 2 };
        var phrases = Phrases.LearnAndJoin(TextSource.Tokens(sentences), joined, corpus, cancellationToken: TestContext.Current.CancellationToken);
        for (int pass = 1; pass <= options.Passes; pass++)
        {
            (string, long, double)[] theirs =
            [
                .. expected[0][pass - 1].EnumerateArray().Select(entry => (
                    string.Join(' ', entry[0].EnumerateArray().Select(word => word.GetString())), entry[1].GetInt64(), entry[2].GetDouble())),
            ];
            IEnumerable<(string, long, double)> ours = phrases.Items.Where(phrase => phrase.Pass == pass).Select(phrase => (string.Join(' ', phrase.Words), phrase.Count, phrase.Score));
            Assert.Equal(theirs.OrderBy(entry => entry.Item1, StringComparer.Ordinal), ours.OrderBy(entry => entry.Item1, StringComparer.Ordinal));
        }

        string[] joinedByGensim = [.. expected[1].EnumerateArray().Select(line => line.GetString()!).Where(line => line.Length > 0)];
        Assert.Equal(joinedByGensim, Corpora.Lines(joined.ToArray()));
        Assert.Equal(joinedByGensim, sentences.Where(sentence => sentence.Length > 0).Select(sentence => string.Join(' ', phrases.Join(sentence))));
        return phrases.Items.Count;
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
