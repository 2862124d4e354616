#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Size, speed and loss of the ways to store numbers (talpa convert --numbers). Prints a table.
// dotnet run bench/compact-numbers.cs -c Release -- EVAL_FOLDER MODEL.talpa
// "cosine" is the mean cosine of a word's vector with that of the original, "neighbours" the share of the ten nearest words that are the same, for 1000 words of all
// frequencies; "unseen" the mean cosine of the vectors composed for a thousand of the words, reversed. "write" and "read" are the medians of three runs, "query" that of 200.
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Talpa;
using Talpa.Evaluation;
using Talpa.Vectors;

if (args.Length != 2)
{
    Console.Error.WriteLine("dotnet run bench/compact-numbers.cs -c Release -- EVAL_FOLDER MODEL.talpa");
    return 2;
}

const int Probes = 1000;
string[] similarities = ["EN-WS-353-ALL.txt", "EN-SIMLEX-999.txt", "EN-MEN-TR-3k.txt"];
TrainedModel original = TrainedModel.Load(args[1]);
WordVectors vectors = original.Vectors;
string[] probes = [.. Enumerable.Range(0, Probes).Select(i => vectors.Vocabulary[(int)((long)i * vectors.Count / Probes)])];
IReadOnlyList<IReadOnlyList<Neighbour>> nearest = vectors.NearestToEach(probes);
string scratch = Directory.CreateTempSubdirectory("talpa-compact-").FullName;
try
{
    Console.WriteLine($"{vectors.Count:N0} words of {vectors.Dimension} numbers, {vectors.Subwords?.Rows ?? 0:N0} n-grams\n");
    Console.WriteLine("| numbers | file | MB | write s | read s | query ms | cosine | neighbours | unseen | WS-353 | SimLex | MEN | analogies |");
    Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    foreach (NumberStorage numbers in Enum.GetValues<NumberStorage>())
    {
        Measure(numbers, VectorFileFormat.Talpa);
    }

    Measure(NumberStorage.Codes, VectorFileFormat.FastText);
    return 0;
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

void Measure(NumberStorage numbers, VectorFileFormat format)
{
    string path = Path.Combine(scratch, "model");
    double write = Median(3, () => original.Save(path, new VectorWriteOptions { Format = format, Numbers = numbers }));
    double read = Median(3, () => TrainedModel.Load(path));
    WordVectors stored = WordVectors.Load(path);
    int next = 0;
    double query = Median(200, () => stored.Nearest(probes[next++ % Probes]));
    double cosine = probes.Average(word => TensorPrimitives.CosineSimilarity(vectors[word], stored[word]));
    IReadOnlyList<IReadOnlyList<Neighbour>> found = stored.NearestToEach(probes);
    double same = nearest.Zip(found, (a, b) => a.Select(each => each.Word).Intersect(b.Select(each => each.Word), StringComparer.Ordinal).Count() / 10.0).Average();
    string[] fields =
    [
        VectorFiles.NameOf(numbers), VectorFiles.NameOf(format), F(new FileInfo(path).Length / 1e6, 1), F(write, 2), F(read, 2), F(1000 * query, 2), F(cosine, 4), F(same, 3),
        vectors.Subwords is null ? "" : F(Unseen(stored), 4), .. Scores(stored).Select(score => F(score, 3)),
    ];
    Console.WriteLine($"| {string.Join(" | ", fields)} |");
}

double Unseen(WordVectors stored) => probes.Select(word => new string([.. word.Reverse()])).Where(word => vectors.Subwords!.CountNgrams(word) > 0).Average(word =>
{
    float[] expected = new float[vectors.Dimension];
    float[] actual = new float[vectors.Dimension];
    _ = vectors.Subwords!.TryCompose(word, expected);
    _ = stored.Subwords!.TryCompose(word, actual);
    return TensorPrimitives.CosineSimilarity<float>(expected, actual);
});

double[] Scores(WordVectors stored)
{
    return
    [
        .. similarities.Select(file => SimilarityBenchmark.Read(Path.Combine(args[0], file)).Evaluate(stored).Spearman),
        AnalogyBenchmark.Read(Path.Combine(args[0], "questions-words.txt")).Evaluate(stored, restrictVocabulary: 30_000).Total.Accuracy,
    ];
}

static double Median(int runs, Action action)
{
    double[] seconds = [.. Enumerable.Range(0, runs).Select(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }).Order()];
    return seconds[runs / 2];
}

static string F(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
