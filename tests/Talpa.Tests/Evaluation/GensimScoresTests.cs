using System.Text.Json;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Tests.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Evaluation;

/// <summary>Compares the scores of gensim (tested with 4.2.0) and Talpa for the same vector file.</summary>
public sealed class GensimScoresTests : IDisposable
{
    private static readonly Lazy<WordVectors> WithVariants = new(() => CooccurrenceVectors.WithVariantsInCase(CooccurrenceVectors.WithAnalogies(
        CooccurrenceVectors.FromCorpus(SharedData.Path("corpus/text8-head.txt.gz")), AnalogyBenchmark.Read(SharedData.Path("eval/questions-words.txt")))));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, true)]
    [InlineData(5000, true)]
    [InlineData(null, false)]
    public void Analogies_have_the_scores_of_evaluate_word_analogies(int? restriction, bool ignoreCase)
    {
        string path = WriteVectors();
        string questions = WriteSomeQuestions();
        AnalogyResult result = AnalogyBenchmark.Read(questions).Evaluate(WithVariants.Value, restriction, ignoreCase, cancellationToken: TestContext.Current.CancellationToken);
        JsonElement expected = Python.Run(
            """
            kv = KeyedVectors.load_word2vec_format(sys.argv[1], binary=True)
            _, sections = kv.evaluate_word_analogies(sys.argv[2], restrict_vocab=int(sys.argv[3]), case_insensitive=sys.argv[4] == 'True')
            print(json.dumps([[s['section'], len(s['correct']), len(s['correct']) + len(s['incorrect'])] for s in sections]))
            """,
            path,
            questions,
            $"{restriction ?? int.MaxValue}",
            $"{ignoreCase}");
        Assert.Equal(result.Sections.Count + 1, expected.GetArrayLength());
        foreach ((AnalogyScore score, JsonElement section) in result.Sections.Append(result.Total).Zip(expected.EnumerateArray()))
        {
            Assert.Equal(
                (section[0].GetString(), section[1].GetInt32(), section[2].GetInt32()),
                (score.Name == "total" ? "Total accuracy" : score.Name, score.Correct, score.Answered));
        }

        // The comparison is meaningful only with correct and wrong answers.
        Assert.InRange(result.Total.Correct, result.Total.Answered / 10, result.Total.Answered * 9 / 10);
    }

    [Theory]
    [InlineData("EN-WS-353-ALL.txt")]
    [InlineData("EN-WS-353-SIM.txt")]
    [InlineData("EN-WS-353-REL.txt")]
    [InlineData("EN-SIMLEX-999.txt")]
    [InlineData("EN-MEN-TR-3k.txt")]
    [InlineData("EN-RG-65.txt")]
    public void Pairs_have_the_scores_of_evaluate_word_pairs(string file)
    {
        string path = WriteVectors();
        string pairs = SharedData.Path($"eval/{file}");
        JsonElement expected = Python.Run(
            """
            kv = KeyedVectors.load_word2vec_format(sys.argv[1], binary=True)
            out = []
            for restriction, ignore_case in ((300000, True), (3000, True), (300000, False)):
                pearson, spearman, missing = kv.evaluate_word_pairs(sys.argv[2], restrict_vocab=restriction, case_insensitive=ignore_case, dummy4unknown=False)
                out.append([spearman[0], pearson[0], missing])
            print(json.dumps(out))
            """,
            path,
            pairs);
        SimilarityBenchmark benchmark = SimilarityBenchmark.Read(pairs);
        SimilarityResult[] results =
        [
            benchmark.Evaluate(WithVariants.Value),
            benchmark.Evaluate(WithVariants.Value, restrictVocabulary: 3000),
            benchmark.Evaluate(WithVariants.Value, ignoreCase: false),
        ];
        foreach ((SimilarityResult result, JsonElement scores) in results.Zip(expected.EnumerateArray()))
        {
            Assert.Equal(scores[0].GetDouble(), result.Spearman, 1e-4);
            Assert.Equal(scores[1].GetDouble(), result.Pearson, 1e-4);
            Assert.Equal(scores[2].GetDouble(), 100 * (1 - result.Share), 1e-9);
        }
    }

    private string WriteVectors()
    {
        Python.RequireGensim();
        VectorFileAccess.Write(_folder.File("vectors.bin"), new VectorFileContent { Vectors = WithVariants.Value });
        return _folder.File("vectors.bin");
    }

    /// <summary>All sections, with so few questions that gensim needs only a second.</summary>
    private string WriteSomeQuestions()
    {
        IEnumerable<string> lines = File.ReadLines(SharedData.Path("eval/questions-words.txt")).Where((line, i) => i % 24 == 0 || line.StartsWith(':'));
        File.WriteAllLines(_folder.File("questions.txt"), lines);
        return _folder.File("questions.txt");
    }
}
