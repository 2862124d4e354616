#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Trains with the exact softmax and prints loss, time and quality: the figures of bench/results/exact-softmax.md.
// dotnet run bench/exact-softmax.cs -c Release -- CORPUS EVAL_FOLDER [name=value …]
// names: words dimension threads sweeps rate exponent block frequent every seed
using System.Diagnostics;
using Talpa;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

if (args.Length < 2)
{
    Console.Error.WriteLine("dotnet run bench/exact-softmax.cs -c Release -- CORPUS EVAL_FOLDER [name=value …]");
    return 2;
}

Dictionary<string, double> settings = args[2..].Select(arg => arg.Split('=')).ToDictionary(
    pair => pair[0], pair => double.Parse(pair[1]), StringComparer.Ordinal);
double Setting(string name, double defaultValue) => settings.GetValueOrDefault(name, defaultValue);

var defaults = new ExactSoftmax();
var options = new TrainingOptions
{
    Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, MaxVocabulary = (int)Setting("words", 20_000) },
    Objective = defaults with
    {
        WeightExponent = Setting("exponent", defaults.WeightExponent),
        BlockSize = (int)Setting("block", defaults.BlockSize),
        FrequentWords = (int)Setting("frequent", defaults.FrequentWords),
        RareWordsEvery = (int)Setting("every", defaults.RareWordsEvery),
        FrequentSweeps = (int)Setting("first", defaults.FrequentSweeps),
    },
    Dimension = (int)Setting("dimension", 100),
    Threads = (int)Setting("threads", 2),
    Seed = (long)Setting("seed", 1),
    Epochs = (int)Setting("sweeps", defaults.DefaultEpochs(tokens: 0)),
    LearningRate = Setting("rate", defaults.DefaultLearningRate(Architecture.SkipGram)),
};
using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(args[0]), options.Corpus);
var trainer = new Trainer(corpus, options);
using Process process = Process.GetCurrentProcess();
double before = process.TotalProcessorTime.TotalSeconds;
TrainingProgress end = trainer.Run();
process.Refresh();
double processor = process.TotalProcessorTime.TotalSeconds - before;
Console.WriteLine($"{corpus.Vocabulary.Count} words, {corpus.TokenCount} tokens, {string.Join(' ', args[2..])}");
Console.WriteLine($"loss {end.Loss:F4}, {end.Elapsed.TotalSeconds:F1} s, {processor:F1} s of processor time, including counting");

foreach (VectorSide side in Enum.GetValues<VectorSide>())
{
    WordVectors vectors = trainer.CurrentVectors(side);
    AnalogyResult analogies = AnalogyBenchmark.Read(Path.Combine(args[1], "questions-words.txt")).Evaluate(vectors, restrictVocabulary: null);
    Console.WriteLine(
        $"{side,-6} WS-353 {Spearman("EN-WS-353-ALL.txt", vectors):F3}  SimLex {Spearman("EN-SIMLEX-999.txt", vectors):F3}  "
        + $"MEN {Spearman("EN-MEN-TR-3k.txt", vectors):F3}  analogies {analogies.Total.Accuracy:P1} "
        + $"(semantic {analogies.Semantic.Accuracy:P1}, syntactic {analogies.Syntactic.Accuracy:P1}, {analogies.Total.Answered} questions)");
}

return 0;

double Spearman(string file, WordVectors vectors) => SimilarityBenchmark.Read(Path.Combine(args[1], file)).Evaluate(vectors).Spearman;
