#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Measures objectives and tools with several numbers of passes and seeds. Appends the runs to bench/results/objectives.csv and prints a table.
// dotnet run bench/objectives.cs -c Release -- EVAL_FOLDER SEEDS CORPUS[@TOKENS] [TOOL[:PASSES] …]
// Tools: exact, exact-directional, negative, negative-cbow, hierarchical (without PASSES: as many as the defaults give); gensim (/usr/bin/python3's, negative sampling, by
// bench/gensim_run.py), fasttext (skip-gram, negative sampling, no subwords); without any: the default list. One thread, the corpus' own vocabulary (minimum
// count 5), dimension 100, window 5, subsampling 1e-3, otherwise the defaults. Seconds are processor time, from text to vectors. Runs that are already in the
// CSV file are skipped.
// With @TOKENS the corpus is a random sample of the lines, with about so many tokens, and vectors are also measured on lines of the corpus that no sample has
// ("pairs"): how often a word's cosine with a word beside it is larger than with a word drawn from the unigram distribution. It needs no evaluation file, so it
// serves any language; the others are 0 where a sample's language is not English.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Talpa;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

const string Results = "bench/results/objectives.csv";
string[] columns = ["WS-353", "SimLex", "MEN", "analogies", "pairs", "seconds"];
string[] similarities = ["EN-WS-353-ALL.txt", "EN-SIMLEX-999.txt", "EN-MEN-TR-3k.txt"];
string[] defaultRuns = ["exact", "negative:5", "negative", "hierarchical", "gensim:5"];

if (args.Length < 3)
{
    Console.Error.WriteLine("dotnet run bench/objectives.cs -c Release -- EVAL_FOLDER SEEDS CORPUS[@TOKENS] [TOOL[:PASSES] …]");
    return 2;
}

if (!File.Exists(Results))
{
    File.WriteAllText(Results, $"corpus,tool,passes,seed,{string.Join(',', columns)}\n");
}

int seeds = int.Parse(args[1], CultureInfo.InvariantCulture);
string name = Path.GetFileName(args[2]).Replace(".txt.gz", "", StringComparison.Ordinal);
bool isSample = args[2].Contains('@', StringComparison.Ordinal);
(string corpus, string[] heldOut) = isSample ? Sample(args[2]) : (args[2], []);
(string Tool, string Passes)[] selected =
    [.. (args.Length > 3 ? args[3..] : defaultRuns).Select(run => run.Split(':')).Select(run => (run[0], run.Length > 1 ? run[1] : "default"))];
for (int seed = 1; seed <= seeds; seed++)
{
    foreach ((string tool, string passes) in selected.Where(run => !Rows(run.Tool, run.Passes).Any(row => row[3] == $"{seed}")))
    {
        (WordVectors vectors, double seconds) = tool is "gensim" or "fasttext" ? RunPeer(tool, passes, seed) : Train(tool, passes, seed);
        string scores = string.Join(',', Scores(vectors).Append(seconds).Select(score => score.ToString("F4", CultureInfo.InvariantCulture)));
        File.AppendAllText(Results, $"{name},{tool},{passes},{seed},{scores}\n");
        Console.Error.WriteLine($"{name} {tool}:{passes} seed {seed}: {scores}");
    }
}

Console.WriteLine($"| {name} | {string.Join(" | ", columns[..^1])} | processor s |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach ((string tool, string passes) in selected)
{
    double[][] rows = [.. Rows(tool, passes).Select(row => row[4..].Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray())];
    string[] cells = [.. columns.Select((column, i) => Cell(column, [.. rows.Select(row => row[i])]))];
    Console.WriteLine($"| {tool}, {passes}, {rows.Length} seeds | {string.Join(" | ", cells)} |");
}

return 0;

IEnumerable<string[]> Rows(string tool, string passes) =>
    File.ReadLines(Results).Select(line => line.Split(',')).Where(row => row[0] == name && row[1] == tool && row[2] == passes);

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

(WordVectors Vectors, double Seconds) Train(string tool, string passes, int seed)
{
    var options = new TrainingOptions
    {
        Corpus = new CorpusOptions { Tokenizer = Words(), Lowercase = true, Threads = 1 },
        Objective = tool.StartsWith("exact", StringComparison.Ordinal) ? new ExactSoftmax { Directional = tool == "exact-directional" }
            : Objective.Find(tool.Split('-')[0]) ?? throw new ArgumentException($"Unknown tool '{tool}'."),
        Architecture = tool.EndsWith("-cbow", StringComparison.Ordinal) ? Architecture.Cbow : Architecture.SkipGram,
        Dimension = 100,
        Threads = 1,
        Seed = seed,
        Epochs = passes == "default" ? null : int.Parse(passes, CultureInfo.InvariantCulture),
    };
    double before = ProcessorSeconds();
    using EncodedCorpus encoded = EncodedCorpus.Encode(TextSource.File(corpus), options.Corpus);
    var trainer = new Trainer(encoded, options);
    trainer.Run();
    WordVectors vectors = trainer.CurrentVectors();
    return (vectors, ProcessorSeconds() - before);
}

(WordVectors Vectors, double Seconds) RunPeer(string tool, string passes, int seed)
{
    // fastText reads plain text only. gensim truncates lines of a plain text after 10,000 words, so it reads the compressed file.
    string text = Path.Combine(Path.GetTempPath(), $"talpa-bench-{name}.txt");
    if (!File.Exists(text))
    {
        using var compressed = new GZipStream(File.OpenRead(corpus), CompressionMode.Decompress);
        using FileStream plain = File.Create(text);
        compressed.CopyTo(plain);
    }

    string output = Path.Combine(Path.GetTempPath(), $"talpa-bench-{Environment.ProcessId}");
    string common = $"-epoch {passes} -dim 100 -ws 5 -t 1e-3 -neg 5 -minCount 5 -lr 0.025 -minn 0 -maxn 0 -thread 1 -seed {seed} -verbose 0";
    (string program, string arguments, string file) = tool == "gensim"
        ? ("/usr/bin/python3", $"bench/gensim_run.py --corpus {corpus} --epochs {passes} --seed {seed} --output {output}.bin", $"{output}.bin")
        : ("fasttext", $"skipgram -input {text} -output {output} {common}", $"{output}.vec");

    // Measured by the shell, because the times of an exited process are not available.
    var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
    start.ArgumentList.Add("-c");
    start.ArgumentList.Add($"TIMEFORMAT='%U %S'; time {program} {arguments} 2>/dev/null");
    using Process process = Process.Start(start)!;
    process.StandardOutput.ReadToEnd();
    double seconds = process.StandardError.ReadToEnd().Split().Where(word => word.Length > 0).Sum(word => double.Parse(word, CultureInfo.InvariantCulture));
    process.WaitForExit();
    return (WordVectors.Load(file), seconds);
}

double[] Scores(WordVectors vectors) => IsEnglish()
    ?
    [
        .. similarities.Select(file => SimilarityBenchmark.Read(Path.Combine(args[0], file)).Evaluate(vectors).Spearman),
        AnalogyBenchmark.Read(Path.Combine(args[0], "questions-words.txt")).Evaluate(vectors, restrictVocabulary: null).Total.Accuracy,
        PairScore(vectors),
    ]
    : [0, 0, 0, 0, PairScore(vectors)];

bool IsEnglish() => name.StartsWith("enwiki", StringComparison.Ordinal) || name.StartsWith("text8", StringComparison.Ordinal);

Tokenizer Words() => IsEnglish() ? Tokenizer.Whitespace : Tokenizer.Unicode;

// A random twentieth of the lines is in no sample; a sample has each other line with the probability that gives its number of tokens, and a larger one all
// lines of a smaller.
(string Corpus, string[] HeldOut) Sample(string argument)
{
    int at = argument.LastIndexOf('@');
    long tokens = long.Parse(argument[(at + 1)..], CultureInfo.InvariantCulture);
    using var compressed = new GZipStream(File.OpenRead(argument[..at]), CompressionMode.Decompress);
    using var reader = new StreamReader(compressed);
    var random = new Random(1);
    var lines = new List<(double Place, string Line)>();
    while (reader.ReadLine() is { } line)
    {
        lines.Add((random.NextDouble(), line));
    }

    string[] held = [.. lines.Where(line => line.Place >= 0.95).Select(line => line.Line)];
    long all = lines.Where(line => line.Place < 0.95).Sum(line => (long)line.Line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
    double share = 0.95 * Math.Min(1, (double)tokens / all);
    string path = Path.Combine(Path.GetTempPath(), $"talpa-bench-{name}.txt.gz");
    using var written = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
    foreach ((_, string line) in lines.Where(line => line.Place < share))
    {
        written.WriteLine(line);
    }

    return (path, held);
}

// Pairs of known words at most two apart; the same words and the same draws for every training on a corpus are not needed: there are 100,000 pairs.
double PairScore(WordVectors vectors)
{
    if (heldOut.Length == 0)
    {
        return 0;
    }

    var random = new Random(1);
    int[][] sentences = [.. heldOut.Select(line => Words().Split(line, lowercase: true).Select(word => vectors.Vocabulary.TryGetId(word, out int id) ? id : -1).Where(id => id >= 0).ToArray())];
    int[] tokens = [.. sentences.SelectMany(ids => ids)];
    double won = 0;
    const int Pairs = 100_000;
    for (int pair = 0; pair < Pairs; pair++)
    {
        int[] ids = sentences[random.Next(sentences.Length)];
        if (ids.Length < 2)
        {
            pair--;
            continue;
        }

        int centre = random.Next(ids.Length - 1);
        int context = Math.Min(ids.Length - 1, centre + 1 + random.Next(2));
        float near = vectors.Similarity(vectors.Vocabulary.Words[ids[centre]], vectors.Vocabulary.Words[ids[context]]);
        float far = vectors.Similarity(vectors.Vocabulary.Words[ids[centre]], vectors.Vocabulary.Words[tokens[random.Next(tokens.Length)]]);
        won += near > far ? 1 : near == far ? 0.5 : 0;
    }

    return won / Pairs;
}
