using System.Buffers.Binary;
using System.Globalization;

namespace Talpa.Formats;

/// <summary>The training's arguments at the start of a fastText model: twelve i32 and a f64.</summary>
internal sealed record FastTextArguments
{
    /// <summary>Bytes of the arguments.</summary>
    public const int Bytes = (12 * sizeof(int)) + sizeof(double);

    private const int Cbow = 1;
    private const int SkipGram = 2;
    private const int Supervised = 3;
    private const int HierarchicalSoftmax = 1;
    private const int OneVersusAll = 4;

    private static readonly string[] Models = ["cbow", "skipgram", "supervised"];
    private static readonly string[] Losses = ["hs", "ns", "softmax", "ova"];

    /// <summary>Length of a vector (-dim).</summary>
    public required int Dimension { get; init; }

    /// <summary>Largest distance of a context word (-ws).</summary>
    public int Window { get; init; } = 5;

    /// <summary>Passes over the text (-epoch).</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Smallest count of a word (-minCount).</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>Negative samples of a pair (-neg).</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Words of the longest word n-grams, which classifiers have (-wordNgrams).</summary>
    public int WordNgrams { get; init; } = 1;

    /// <summary>1 hierarchical softmax, 2 negative sampling, 3 softmax, 4 one versus all (-loss).</summary>
    public int Loss { get; init; } = 2;

    /// <summary>1 CBOW, 2 skip-gram, 3 a classifier.</summary>
    public int Model { get; init; } = SkipGram;

    /// <summary>Buckets of n-grams (-bucket).</summary>
    public int Buckets { get; init; }

    /// <summary>Characters of the shortest n-grams (-minn).</summary>
    public int MinLength { get; init; }

    /// <summary>Characters of the longest n-grams; 0 where there are none (-maxn).</summary>
    public int MaxLength { get; init; }

    /// <summary>Tokens between two changes of the learning rate (-lrUpdateRate).</summary>
    public int LearningRateUpdate { get; init; } = 100;

    /// <summary>The threshold of subsampling (-t).</summary>
    public double Subsampling { get; init; } = 1e-4;

    /// <summary>Whether the model is a classifier of texts.</summary>
    public bool IsSupervised => Model == Supervised;

    /// <summary>Whether the model is CBOW.</summary>
    public bool IsCbow => Model == Cbow;

    /// <summary>The loss as a command line names it: hs, ns, softmax or ova.</summary>
    public string LossName => Losses[Loss - 1];

    /// <summary>Whether row i of the output matrix is word i's. With the hierarchical softmax it is that of a node, with a classifier that of a label.</summary>
    public bool HasOutputOfWords => !IsSupervised && Loss != HierarchicalSoftmax;

    /// <summary>Whether the numbers are such as fastText writes.</summary>
    public bool IsPlausible =>
        Dimension > 0 && Window >= 0 && Epochs >= 0 && MinCount >= 0 && Negatives >= 0 && WordNgrams >= 0 && Loss is >= HierarchicalSoftmax and <= OneVersusAll
        && Model is >= Cbow and <= Supervised && Buckets >= 0 && MinLength >= 0 && MaxLength >= 0 && LearningRateUpdate >= 0 && Subsampling is >= 0 and <= 1;

    /// <summary>The arguments as a fastText command line has them.</summary>
    public string CommandLine => string.Create(
        CultureInfo.InvariantCulture,
        $"{Models[Model - 1]} -dim {Dimension} -ws {Window} -epoch {Epochs} -minCount {MinCount} -neg {Negatives} -wordNgrams {WordNgrams} "
        + $"-loss {Losses[Loss - 1]} -bucket {Buckets} -minn {MinLength} -maxn {MaxLength} -lrUpdateRate {LearningRateUpdate} -t {Subsampling}");

    /// <summary>Reads the arguments, whether they are plausible or not.</summary>
    /// <param name="bytes"><see cref="Bytes"/> bytes or more.</param>
    public static FastTextArguments Parse(ReadOnlySpan<byte> bytes)
    {
        Span<int> numbers = stackalloc int[12];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }

        return new FastTextArguments
        {
            Dimension = numbers[0],
            Window = numbers[1],
            Epochs = numbers[2],
            MinCount = numbers[3],
            Negatives = numbers[4],
            WordNgrams = numbers[5],
            Loss = numbers[6],
            Model = numbers[7],
            Buckets = numbers[8],
            MinLength = numbers[9],
            MaxLength = numbers[10],
            LearningRateUpdate = numbers[11],
            Subsampling = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(numbers.Length * sizeof(int))..]),
        };
    }

    /// <summary>Reads <see cref="CommandLine"/> again.</summary>
    /// <returns>The arguments of a model of words; <c>null</c> where the line has another form, or the model was a classifier.</returns>
    public static FastTextArguments? FromCommandLine(string line)
    {
        string[] parts = line.Split(' ');
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 1; i + 1 < parts.Length; i += 2)
        {
            named[parts[i]] = parts[i + 1];
        }

        int NumberOf(string name) => int.TryParse(named.GetValueOrDefault(name), CultureInfo.InvariantCulture, out int number) ? number : -1;
        var arguments = new FastTextArguments
        {
            Dimension = NumberOf("-dim"),
            Window = NumberOf("-ws"),
            Epochs = NumberOf("-epoch"),
            MinCount = NumberOf("-minCount"),
            Negatives = NumberOf("-neg"),
            WordNgrams = NumberOf("-wordNgrams"),
            Loss = 1 + Array.IndexOf(Losses, named.GetValueOrDefault("-loss")),
            Model = 1 + Array.IndexOf(Models, parts[0]),
            Buckets = NumberOf("-bucket"),
            MinLength = NumberOf("-minn"),
            MaxLength = NumberOf("-maxn"),
            LearningRateUpdate = NumberOf("-lrUpdateRate"),
            Subsampling = double.TryParse(named.GetValueOrDefault("-t"), CultureInfo.InvariantCulture, out double threshold) ? threshold : -1,
        };
        return arguments is { IsPlausible: true, IsSupervised: false } ? arguments : null;
    }

    /// <summary>Writes the arguments.</summary>
    public void Write(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        ReadOnlySpan<int> numbers =
        [
            Dimension, Window, Epochs, MinCount, Negatives, WordNgrams, Loss, Model, Buckets, MinLength, MaxLength, LearningRateUpdate,
        ];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], numbers[i]);
        }

        BinaryPrimitives.WriteDoubleLittleEndian(bytes[(numbers.Length * sizeof(int))..], Subsampling);
        stream.Write(bytes);
    }
}
