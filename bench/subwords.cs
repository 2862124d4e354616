#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Quality with character n-grams, beside fastText. Appends the runs to bench/results/subwords.csv and prints a table.
// dotnet run bench/subwords.cs -c Release -- EVAL_FOLDER SEEDS CORPUS.txt.gz [RUN …]
// Runs: fasttext (its defaults: skip-gram, dimension 100, window 5, 5 epochs, learning rate 0.05, subsampling 1e-4, n-grams of 3 to 6 characters, 2 million
// buckets), talpa (the same settings), talpa-words (the same without n-grams), talpa-defaults (--subwords alone), words-defaults (negative sampling alone),
// exact (the exact softmax). One thread; for Talpa the shards that it chooses for the text. Seconds are processor time, from text to vectors.
// "rare" are the pairs of MEN and WordSim-353 with a word that occurs 5 to 19 times in the text. For "unseen" a second model is trained on the text without
// those words, and the same pairs are answered with vectors composed of n-grams. Runs that are already in the CSV file are skipped.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Talpa;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Training;

const string Results = "bench/results/subwords.csv";
const int MinCount = 5;
const int MaxRareCount = 19;
string[] columns = ["WS-353", "SimLex", "MEN", "analogies", "rare", "unseen", "seconds"];
string[] similarities = ["EN-WS-353-ALL.txt", "EN-SIMLEX-999.txt", "EN-MEN-TR-3k.txt"];
string[] defaultRuns = ["fasttext", "talpa", "talpa-words", "talpa-defaults", "words-defaults", "exact"];

if (args.Length < 3)
{
    Console.Error.WriteLine("dotnet run bench/subwords.cs -c Release -- EVAL_FOLDER SEEDS CORPUS.txt.gz [RUN …]");
    return 2;
}

if (!File.Exists(Results))
{
    File.WriteAllText(Results, $"corpus,run,seed,{string.Join(',', columns)}\n");
}

int seeds = int.Parse(args[1], CultureInfo.InvariantCulture);
string name = Path.GetFileName(args[2]).Replace(".txt.gz", "", StringComparison.Ordinal);
string scratch = Directory.CreateTempSubdirectory("talpa-subwords-").FullName;
string whole = Path.Combine(scratch, "whole.txt");
string reduced = Path.Combine(scratch, "reduced.txt");
string rarePairs = Path.Combine(scratch, "rare.txt");
try
{
    WriteTexts();
    string[] runs = args.Length > 3 ? args[3..] : defaultRuns;
    for (int seed = 1; seed <= seeds; seed++)
    {
        foreach (string run in runs.Where(run => !Rows(run).Any(row => row[2] == $"{seed}")))
        {
            double[] scores = Measure(run, seed);
            File.AppendAllText(Results, $"{name},{run},{seed},{string.Join(',', scores.Select(score => score.ToString("F4", CultureInfo.InvariantCulture)))}\n");
            Console.Error.WriteLine($"{name} {run} seed {seed}: {string.Join(' ', scores.Select(score => score.ToString("F3", CultureInfo.InvariantCulture)))}");
        }
    }

    Print(runs);
    return 0;
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

// The text, the text without the rare words of the evaluation, and the pairs with such a word.
void WriteTexts()
{
    using (var compressed = new GZipStream(File.OpenRead(args[2]), CompressionMode.Decompress))
    using (FileStream plain = File.Create(whole))
    {
        compressed.CopyTo(plain);
    }

    var counts = new Dictionary<string, int>(StringComparer.Ordinal);
    foreach (string word in File.ReadLines(whole).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
    {
        counts[word] = counts.GetValueOrDefault(word) + 1;
    }

    bool IsRare(string word) => counts.GetValueOrDefault(word) is >= MinCount and <= MaxRareCount;
    (string First, string Second, double Score)[] pairs =
    [
        .. Pairs(similarities[0], 1), .. Pairs(similarities[2], 5), // scores from 0 to 10 and from 0 to 50
    ];
    pairs = [.. pairs.Where(pair => IsRare(pair.First) || IsRare(pair.Second))];
    var removed = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Where(IsRare).ToHashSet(StringComparer.Ordinal);
    File.WriteAllLines(rarePairs, pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First}\t{pair.Second}\t{pair.Score}")));
    File.WriteAllLines(reduced, File.ReadLines(whole).Select(line => string.Join(' ', line.Split(' ').Where(word => !removed.Contains(word)))));
    Console.Error.WriteLine($"{name}: {removed.Count} rare words in {pairs.Length} pairs");
}

IEnumerable<(string First, string Second, double Score)> Pairs(string file, double scale) =>
    from line in File.ReadLines(Path.Combine(args[0], file))
    let fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
    where fields.Length >= 3
    select (fields[0].ToLowerInvariant(), fields[1].ToLowerInvariant(), double.Parse(fields[2], CultureInfo.InvariantCulture) / scale);

double[] Measure(string run, int seed)
{
    (WordVectors vectors, double seconds) = Train(run, whole, seed);
    double unseen = vectors.Subwords is null ? 0 : SimilarityBenchmark.Read(rarePairs).Evaluate(Train(run, reduced, seed).Vectors, compose: true).Spearman;
    return
    [
        .. similarities.Select(file => SimilarityBenchmark.Read(Path.Combine(args[0], file)).Evaluate(vectors).Spearman),
        AnalogyBenchmark.Read(Path.Combine(args[0], "questions-words.txt")).Evaluate(vectors, restrictVocabulary: 30_000).Total.Accuracy,
        SimilarityBenchmark.Read(rarePairs).Evaluate(vectors).Spearman,
        unseen,
        seconds,
    ];
}

(WordVectors Vectors, double Seconds) Train(string run, string text, int seed)
{
    if (run == "fasttext")
    {
        return RunFastText(text, seed);
    }

    var options = new TrainingOptions
    {
        Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, Threads = 1 },
        Objective = run.StartsWith("exact", StringComparison.Ordinal) ? new ExactSoftmax() : new NegativeSampling(),
        Subwords = run is "talpa-words" or "words-defaults" or "exact" ? null : new SubwordOptions(),
        Threads = 1,
        Seed = seed,
    };
    if (run is "talpa" or "talpa-words")
    {
        options = options with { Epochs = 5, LearningRate = 0.05, SubsamplingThreshold = 1e-4 };
    }

    double before = ProcessorSeconds();
    using EncodedCorpus encoded = EncodedCorpus.Encode(TextSource.File(text), options.Corpus);
    var trainer = new Trainer(encoded, options);
    trainer.Run();
    WordVectors vectors = trainer.CurrentVectors();
    return (vectors, ProcessorSeconds() - before);
}

static double ProcessorSeconds()
{
    using var process = Process.GetCurrentProcess();
    return process.TotalProcessorTime.TotalSeconds;
}

(WordVectors Vectors, double Seconds) RunFastText(string text, int seed)
{
    // Measured by the shell, because the times of an exited process are not available.
    string output = Path.Combine(scratch, "fasttext");
    var start = new ProcessStartInfo("bash") { RedirectStandardError = true, UseShellExecute = false };
    start.ArgumentList.Add("-c");
    start.ArgumentList.Add($"TIMEFORMAT='%U %S'; time fasttext skipgram -input {text} -output {output} -thread 1 -seed {seed} -verbose 0 > /dev/null 2>&1");
    using Process process = Process.Start(start)!;
    double seconds = process.StandardError.ReadToEnd().Split().Where(word => word.Length > 0).Sum(word => double.Parse(word, CultureInfo.InvariantCulture));
    process.WaitForExit();
    return (WordVectors.Load(output + ".bin"), seconds);
}

IEnumerable<string[]> Rows(string run) => File.ReadLines(Results).Select(line => line.Split(',')).Where(row => row[0] == name && row[1] == run);

void Print(string[] runs)
{
    Console.WriteLine($"| {name} | {string.Join(" | ", columns[..^1])} | processor s |");
    Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
    foreach (string run in runs)
    {
        double[][] rows = [.. Rows(run).Select(row => row[3..].Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray())];
        Console.WriteLine($"| {run}, {rows.Length} seeds | {string.Join(" | ", columns.Select((column, i) => Cell(column, [.. rows.Select(row => row[i])])))} |");
    }
}

string Cell(string column, double[] values)
{
    double mean = values.Average();
    double spread = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / Math.Max(1, values.Length - 1));
    return column == "seconds" ? $"{mean:F0}"
        : column == "analogies" ? $"{100 * mean:F1} ± {100 * spread:F1} %"
        : values.All(x => x == 0) ? "—"
        : $"{mean:F3} ± {spread:F3}";
}
