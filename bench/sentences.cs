#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Measures vectors of sentences by retrieval on held-out text: for each query the rank of the text that followed it, among all that followed some query.
// dotnet run bench/sentences.cs -c Release -- CORPUS [EPOCHS]
// CORPUS has a paragraph a line, words between spaces. A random twentieth of its blocks of ten lines is held out; word vectors of dimension 100 are trained on the others with
// negative sampling, all other options at their defaults. The same word vectors are given to every method. The common component comes from 20,000 lines of the training.
// gensim's mean is /usr/bin/python3's KeyedVectors.get_mean_vector, on one thread.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Talpa;

const int BlockLines = 10;
const int PieceWords = 10;
if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("dotnet run bench/sentences.cs -c Release -- CORPUS [EPOCHS]");
    return 2;
}

DirectoryInfo folder = Directory.CreateTempSubdirectory("talpa-sentences");
(string[] training, string[][] heldOut) = Divide(args[0]);
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(training), new TrainingOptions
{
    Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace },
    Objective = new NegativeSampling(),
    Epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null,
    Seed = 1,
});
model.Vectors.Save(Path.Combine(folder.FullName, "words.bin"));
string[] sample = [.. training.Where((_, i) => i % Math.Max(1, training.Length / 20_000) == 0)];
var mean = new SentenceEncoder(model, new SentenceOptions { Smoothing = null });
var weighted = new SentenceEncoder(model);
(string Name, Func<string[], float[][]> Encode)[] methods =
[
    ("gensim, `get_mean_vector`", sentences => EncodeByGensim(sentences, preNormalize: true)),
    ("gensim, `pre_normalize=False`", sentences => EncodeByGensim(sentences, preNormalize: false)),
    ("mean", sentences => Encode(mean, sentences)),
    ("mean, component removed", sentences => Encode(mean.Fit(sample), sentences)),
    ("weights", sentences => Encode(weighted, sentences)),
    ("weights, component removed (the default with `Fit`)", sentences => Encode(weighted.Fit(sample), sentences)),
];
(string Name, (string Query, string Answer)[] Pairs)[] tasks =
[
    ("next paragraph", [.. heldOut.SelectMany(block => block.Chunk(2)).Where(two => two.Length == 2).Select(two => (two[0], two[1]))]),
    ("second half", [.. heldOut.SelectMany(block => block).Select(Words).Where(words => words.Length >= 2 * PieceWords).Select(words => (Join(words[..(words.Length / 2)]), Join(words[(words.Length / 2)..])))]),
    ("next ten words", [.. heldOut.SelectMany(block => block).Select(Words).Where(words => words.Length >= 2 * PieceWords).Select(words => (Join(words[..PieceWords]), Join(words[PieceWords..(2 * PieceWords)])))]),
];
long tokens = model.Vocabulary.TotalCount;
Console.WriteLine($"{tokens:N0} tokens of known words, {model.Vocabulary.Count:N0} words; pairs: {string.Join(", ", tasks.Select(task => $"{task.Name} {task.Pairs.Length:N0}"))}");
Console.WriteLine($"| first, first ten, mean reciprocal rank | {string.Join(" | ", tasks.Select(task => task.Name))} |");
Console.WriteLine($"| --- {string.Concat(tasks.Select(_ => "| --- "))}|");
foreach ((string name, Func<string[], float[][]> encode) in methods)
{
    IEnumerable<string> cells = tasks.Select(task => Score(encode([.. task.Pairs.Select(pair => pair.Query)]), encode([.. task.Pairs.Select(pair => pair.Answer)])));
    Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
}

foreach (int threads in (int[])[1, Environment.ProcessorCount])
{
    SentenceEncoder encoder = new SentenceEncoder(model, new SentenceOptions { Threads = threads }).Fit(sample);
    encoder.EncodeAll(training[..Math.Min(training.Length, 2_000)]);
    long start = Stopwatch.GetTimestamp();
    SentenceVectors vectors = encoder.EncodeAll(training);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Console.WriteLine($"Talpa, {threads} threads: {training.Length / seconds:N0} paragraphs a second, {tokens / seconds:N0} known tokens a second");
}

Console.WriteLine(RunPython(training[..Math.Min(training.Length, 5_000)], preNormalize: false));
folder.Delete(recursive: true);
return 0;

static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

static string Join(string[] words) => string.Join(' ', words);

static (string[] Training, string[][] HeldOut) Divide(string path)
{
    using var compressed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    using var reader = new StreamReader(compressed);
    var random = new Random(1);
    var training = new List<string>();
    var heldOut = new List<string[]>();
    foreach (string[] block in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(BlockLines))
    {
        if (random.Next(20) == 0)
        {
            heldOut.Add(block);
        }
        else
        {
            training.AddRange(block);
        }
    }

    return ([.. training], [.. heldOut]);
}

static float[][] Encode(SentenceEncoder encoder, string[] sentences)
{
    SentenceVectors vectors = encoder.EncodeAll(sentences);
    return [.. Enumerable.Range(0, vectors.Count).Select(i => vectors[i].ToArray())];
}

float[][] EncodeByGensim(string[] sentences, bool preNormalize)
{
    RunPython(sentences, preNormalize);
    float[] numbers = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder.FullName, "vectors.f32"))).ToArray();
    return [.. numbers.Chunk(model.Vectors.Dimension)];
}

string RunPython(string[] sentences, bool preNormalize)
{
    File.WriteAllLines(Path.Combine(folder.FullName, "sentences.txt"), sentences);
    const string Script = """
        import sys, time
        import numpy as np
        from gensim.models import KeyedVectors
        kv = KeyedVectors.load_word2vec_format(sys.argv[1] + "/words.bin", binary=True)
        lines = [line.split() for line in open(sys.argv[1] + "/sentences.txt", encoding="utf-8")]
        start = time.perf_counter()
        rows = []
        for words in lines:
            known = [word for word in words if word in kv.key_to_index]
            rows.append(kv.get_mean_vector(known, pre_normalize=sys.argv[2] == "True") if known else np.zeros(kv.vector_size, np.float32))
        seconds = time.perf_counter() - start
        np.array(rows, np.float32).tofile(sys.argv[1] + "/vectors.f32")
        print(f"gensim, 1 thread: {len(lines) / seconds:,.0f} paragraphs a second, {sum(map(len, lines)) / seconds:,.0f} tokens a second")
        """;
    var start = new ProcessStartInfo("/usr/bin/python3", ["-c", Script, folder.FullName, $"{preNormalize}"]) { RedirectStandardOutput = true, UseShellExecute = false };
    using Process process = Process.Start(start)!;
    string output = process.StandardOutput.ReadToEnd().Trim();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException("Python failed; python3-gensim is needed.");
}

// How often the answer of a query is first and among the first ten, and the mean of 1 / rank. Of equal cosines the answer is behind.
static string Score(float[][] queries, float[][] answers)
{
    float[][] units = Array.ConvertAll(answers, Unit);
    int[] ranks = new int[queries.Length];
    Parallel.For(0, queries.Length, i =>
    {
        float[] query = Unit(queries[i]);
        float own = TensorPrimitives.Dot(query, units[i]);
        ranks[i] = units.Count(other => TensorPrimitives.Dot<float>(query, other) >= own);
    });
    return $"{100.0 * ranks.Count(rank => rank == 1) / ranks.Length:F1} %, {100.0 * ranks.Count(rank => rank <= 10) / ranks.Length:F1} %, {ranks.Average(rank => 1.0 / rank):F3}";
}

static float[] Unit(float[] vector)
{
    float length = TensorPrimitives.Norm<float>(vector);
    return length > 0 ? [.. vector.Select(x => x / length)] : vector;
}
