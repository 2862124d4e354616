#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// All objectives on small corpora, several seeds each: bench/results/objectives.csv, and the table of docs/exact-softmax.md on the standard output.
// dotnet run bench/objectives.cs -c Release -- EVAL_FOLDER SEEDS CORPUS…
// One thread. Every corpus' own vocabulary (minimum count 5), dimension 100, window 5, subsampling 1e-3; 5 epochs, or the standard number of sweeps. The peer is
// /usr/bin/python3's gensim by bench/gensim_run.py, with its defaults. Runs are in turn, so that a busy machine troubles all alike; a run that the CSV has already
// is not made again.
using System.Diagnostics;
using System.Globalization;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

const string Results = "bench/results/objectives.csv";
string[] columns = ["WS-353", "SimLex", "MEN", "analogies", "seconds"];
string[] similarities = ["EN-WS-353-ALL.txt", "EN-SIMLEX-999.txt", "EN-MEN-TR-3k.txt"];
string[] objectives = ["exact", "negative", "hierarchical", "gensim"];

if (args.Length < 3)
{
    Console.Error.WriteLine("dotnet run bench/objectives.cs -c Release -- EVAL_FOLDER SEEDS CORPUS…");
    return 2;
}

if (!File.Exists(Results))
{
    File.WriteAllText(Results, $"corpus,objective,seed,{string.Join(',', columns)}\n");
}

int seeds = int.Parse(args[1], CultureInfo.InvariantCulture);
foreach (string corpus in args[2..])
{
    for (int seed = 1; seed <= seeds; seed++)
    {
        foreach (string objective in objectives.Where(objective => !IsMeasured(corpus, objective, seed)))
        {
            double before = ProcessorSeconds();
            (WordVectors vectors, double childSeconds) = objective == "gensim" ? Gensim(corpus, seed) : (Train(corpus, objective, seed), 0);
            double seconds = objective == "gensim" ? childSeconds : ProcessorSeconds() - before;
            double[] scores = [.. Scores(vectors), seconds];
            string line = $"{Name(corpus)},{objective},{seed},{string.Join(',', scores.Select(score => score.ToString("F4", CultureInfo.InvariantCulture)))}";
            File.AppendAllText(Results, line + "\n");
            Console.Error.WriteLine(line);
        }
    }
}

foreach (string corpus in args[2..])
{
    Console.WriteLine($"| {Name(corpus)} | {string.Join(" | ", columns[..^1])} | processor s |");
    Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
    foreach (string objective in objectives)
    {
        double[][] rows = [.. Rows(corpus, objective).Select(row => row[3..].Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray())];
        string[] cells = [.. columns.Select((column, i) => Cell(column, [.. rows.Select(row => row[i])]))];
        Console.WriteLine($"| {objective}, {rows.Length} seeds | {string.Join(" | ", cells)} |");
    }

    Console.WriteLine();
}

return 0;

string Name(string corpus) => Path.GetFileName(corpus).Replace(".txt.gz", "", StringComparison.Ordinal);

IEnumerable<string[]> Rows(string corpus, string objective) =>
    File.ReadLines(Results).Select(line => line.Split(',')).Where(row => row[0] == Name(corpus) && row[1] == objective);

bool IsMeasured(string corpus, string objective, int seed) => Rows(corpus, objective).Any(row => row[2] == $"{seed}");

string Cell(string column, double[] values)
{
    double mean = values.Average();
    double spread = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / Math.Max(1, values.Length - 1));
    return column == "seconds" ? $"{mean:F0}" : column == "analogies" ? $"{100 * mean:F1} ± {100 * spread:F1} %" : $"{mean:F3} ± {spread:F3}";
}

static double ProcessorSeconds()
{
    using var process = Process.GetCurrentProcess();
    return process.TotalProcessorTime.TotalSeconds;
}

WordVectors Train(string corpus, string objective, int seed)
{
    var options = new TrainingOptions
    {
        Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, Threads = 1 },
        Objective = objective switch
        {
            "exact" => Objective.ExactSoftmax,
            "negative" => Objective.NegativeSampling,
            _ => Objective.HierarchicalSoftmax,
        },
        Dimension = 100,
        Threads = 1,
        Seed = seed,
    };
    using EncodedCorpus encoded = EncodedCorpus.Encode(TextSource.File(corpus), options.Corpus);
    var trainer = new Trainer(encoded, options);
    trainer.Run();
    return trainer.Model.Vectors(trainer.Model.BestSide);
}

(WordVectors Vectors, double Seconds) Gensim(string corpus, int seed)
{
    string output = Path.GetTempFileName();
    string command = $"bench/gensim_run.py --corpus {corpus} --epochs 5 --seed {seed} --output {output}";
    using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", command) { RedirectStandardOutput = true, UseShellExecute = false })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    double seconds = process.TotalProcessorTime.TotalSeconds;
    WordVectors vectors = VectorFile.Read(output, VectorFileFormat.Word2Vec).Vectors;
    File.Delete(output);
    return (vectors, seconds);
}

double[] Scores(WordVectors vectors) =>
[
    .. similarities
        .Select(file => SimilarityBenchmark.Read(Path.Combine(args[0], file)).Evaluate(vectors).Spearman),
    AnalogyBenchmark.Read(Path.Combine(args[0], "questions-words.txt")).Evaluate(vectors, restrictVocabulary: null).Total.Accuracy,
];
