#:project ../src/Talpa.ML/Talpa.ML.csproj
#:property PublishAot=false

// Compares word vectors with counts of n-grams as the features of a classifier, for few and many labelled texts: who of the eight most frequent speakers of a play says a speech?
// dotnet run bench/classifier.cs -c Release -- PLAYS [GENERAL]
// PLAYS has speeches divided by empty lines, the speaker's name and a colon in the first line of each. GENERAL, a text with a sentence or paragraph a line, gives further word vectors.
// For each of five seeds 30 % of the speeches of these speakers are the test. Word vectors are trained on all other speeches of all speakers, without labels (own), or on GENERAL, with the
// defaults of ml.WordVectors. Counts are ML.NET's FeaturizeText with its defaults: words, and trigrams of characters. The classifier is LbfgsMaximumEntropy; how strongly its weights are drawn to
// zero is chosen for each method, size and seed by a fifth of the labelled texts. The means of vectors are normalised first. Prints the accuracy, its mean and standard deviation over the seeds.
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Talpa;
using Talpa.ML;

const int Speakers = 8;
const int Seeds = 5;
const int MinWords = 5;
if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("dotnet run bench/classifier.cs -c Release -- PLAYS [GENERAL]");
    return 2;
}

Speech[] all = [.. Read(args[0]).Split("\n\n").Select(Parse).OfType<Speech>()];
HashSet<string> frequent = [.. all.CountBy(speech => speech.Label).OrderByDescending(count => count.Value).Take(Speakers).Select(count => count.Key)];
Speech[] labelled = [.. all.Where(speech => frequent.Contains(speech.Label))];
Console.WriteLine($"{all.Length} speeches, {labelled.Length} of the speakers {string.Join(", ", frequent.Order(StringComparer.Ordinal))}");
Console.WriteLine($"share of the most frequent speaker: {labelled.CountBy(speech => speech.Label).Max(count => count.Value) / (double)labelled.Length:0.000}\n");

var ml = new MLContext(seed: 1);
var general = args.Length > 1 ? ml.WordVectors("Vectors", "Text", new TrainingOptions { Dimension = 100 }).Fit(View([.. Read(args[1]).Split('\n').Select(line => new Speech(line, ""))])) : null;
int?[] sizes = [10, 30, 100, null];
float[] strengths = [1e-3f, 1e-2f, 0.1f, 1];
var accuracies = new Dictionary<(string Method, int? Size), List<double>>();
for (int seed = 1; seed <= Seeds; seed++)
{
    Speech[] shuffled = [.. labelled];
    new Random(seed).Shuffle(shuffled);
    Speech[] test = shuffled[..(shuffled.Length * 3 / 10)];
    Speech[] training = shuffled[test.Length..];
    var heldOut = test.ToHashSet(ReferenceEqualityComparer.Instance);
    ITransformer own = ml.WordVectors("Vectors", "Text", new TrainingOptions { Dimension = 100, Seed = seed }).Fit(View([.. all.Where(speech => !heldOut.Contains(speech))]));
    foreach (int? size in sizes)
    {
        Speech[] some = [.. training.GroupBy(speech => speech.Label).SelectMany(speeches => speeches.Take(size ?? int.MaxValue))];
        Measure("counts of n-grams", null, withCounts: true, some, test, size);
        Measure("own vectors", own, withCounts: false, some, test, size);
        Measure("counts and own vectors", own, withCounts: true, some, test, size);
        if (general is not null)
        {
            Measure("general vectors", general, withCounts: false, some, test, size);
            Measure("counts and general vectors", general, withCounts: true, some, test, size);
        }
    }
}

Console.WriteLine($"| features | {string.Join(" | ", sizes.Select(size => size is null ? "all" : $"{size} of each"))} |");
Console.WriteLine($"| --- | {string.Join(" | ", sizes.Select(_ => "---"))} |");
foreach (string method in accuracies.Keys.Select(key => key.Method).Distinct())
{
    Console.WriteLine($"| {method} | {string.Join(" | ", sizes.Select(size => Describe(accuracies[(method, size)])))} |");
}

return 0;

void Measure(string name, ITransformer? vectors, bool withCounts, Speech[] training, Speech[] test, int? size)
{
    Speech[] tried = [.. training.Where((_, i) => i % 5 == 0)];
    Speech[] others = [.. training.Where((_, i) => i % 5 != 0)];
    float strength = strengths.MaxBy(each => Accuracy(vectors, withCounts, others, tried, each));
    if (!accuracies.TryGetValue((name, size), out List<double>? list))
    {
        accuracies[(name, size)] = list = [];
    }

    list.Add(Accuracy(vectors, withCounts, training, test, strength));
}

double Accuracy(ITransformer? vectors, bool withCounts, Speech[] training, Speech[] test, float strength)
{
    IDataView trainingView = View(training);
    IDataView testView = View(test);
    if (vectors is not null)
    {
        trainingView = vectors.Transform(trainingView);
        testView = vectors.Transform(testView);
    }

    string[] features = [.. withCounts ? ["Counts"] : Array.Empty<string>(), .. vectors is null ? Array.Empty<string>() : ["Vectors"]];
    IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Key", "Label");
    if (withCounts)
    {
        pipeline = pipeline.Append(ml.Transforms.Text.FeaturizeText("Counts", "Text"));
    }

    if (vectors is not null)
    {
        pipeline = pipeline.Append(ml.Transforms.NormalizeMeanVariance("Vectors", fixZero: false));
    }

    pipeline = pipeline.Append(ml.Transforms.Concatenate("Features", features)).Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", l1Regularization: 0, l2Regularization: strength));
    return ml.MulticlassClassification.Evaluate(pipeline.Fit(trainingView).Transform(testView), "Key").MicroAccuracy;
}

IDataView View(Speech[] speeches) => ml.Data.LoadFromEnumerable(speeches);

static string Describe(List<double> values)
{
    double mean = values.Average();
    double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    return string.Create(CultureInfo.InvariantCulture, $"{mean:0.000} ± {deviation:0.000}");
}

static string Read(string path)
{
    using Stream stream = File.OpenRead(path);
    using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    return reader.ReadToEnd();
}

// The words alone, lower-case: what all methods get.
static Speech? Parse(string block)
{
    string[] lines = block.Trim().Split('\n', 2);
    if (lines.Length < 2 || !lines[0].EndsWith(':'))
    {
        return null;
    }

    string[] words = [.. Tokenizer.Unicode.Split(lines[1], lowercase: true)];
    return words.Length < MinWords ? null : new Speech(string.Join(' ', words), lines[0].TrimEnd(':'));
}

sealed record Speech(string Text, string Label);
