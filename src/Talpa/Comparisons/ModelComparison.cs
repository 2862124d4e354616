namespace Talpa.Comparisons;

/// <summary>
/// Compares two models by the words that both have: the cosines of their vectors after alignment (<see cref="VectorAlignment"/>), the overlap of their neighbours, and the words that differ
/// most. With seeds, which are models of the first model's text with other seeds, each word's difference is compared with what the seed alone makes.
/// </summary>
/// <remarks>
/// Cosines after alignment: W. Hamilton, J. Leskovec and D. Jurafsky, "Diachronic Word Embeddings Reveal Statistical Laws of Semantic Change", 2016. Overlap of neighbours:
/// H. Gonen, G. Jawahar, D. Seddah and Y. Goldberg, "Simple, Interpretable and Stable Method for Detecting Words with Usage Change across Corpora", 2020. Comparison with noise:
/// H. Dubossarsky, D. Weinshall and E. Grossman, "Outta Control: Laws of Semantic Change and Inherent Biases in Word Representation Models", 2017.
/// <para>
/// Models of different dimensions are compared by overlap alone, which needs no alignment. The result does not depend on the number of threads.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// ModelComparison comparison = ModelComparison.Of(WordVectors.Load("a.bin"), WordVectors.Load("b.bin"));
/// foreach (WordChange mover in comparison.Movers(5))
/// {
///     Console.WriteLine($"{mover.Word}: {string.Join(", ", mover.FirstNeighbours)} / {string.Join(", ", mover.SecondNeighbours)}");
/// }
/// </code>
/// </example>
public sealed class ModelComparison
{
    private const int First = 0;
    private const int Second = 1;

    /// <summary>Two models that differ by less are the same model.</summary>
    private const double SameDistance = 1e-6;

    private readonly CommonWords _words;
    private readonly ComparisonOptions _options;
    private readonly double[]? _cosines;
    private readonly double[] _overlaps;
    private readonly SeedNoise? _noise;

    /// <summary>Positions of the words that were compared, those that differ most first.</summary>
    private readonly int[] _order;

    private ModelComparison(CommonWords words, ComparisonOptions options)
    {
        _words = words;
        _options = options;
        int[] sample = [.. Enumerable.Range(0, Math.Min(words.Count, options.OverlapWords))];
        int[][] neighbours = NeighbourLists.Of(words.UnitsOf(First), sample, options.Neighbours);
        Pair pair = ComparePair(Second, sample, neighbours);
        (Alignment, _cosines, _overlaps) = (pair.Alignment, pair.Cosines, pair.Overlaps);
        double[] distances = pair.Distances(_cosines is not null);
        Pair[] seeds = [.. Enumerable.Range(Second + 1, words.Models.Count - 2).Select(seed => ComparePair(seed, sample, neighbours))];
        if (seeds.Length > 0)
        {
            double[][] ofSeeds = [.. seeds.Select(seed => seed.Distances(_cosines is not null))];
            int same = Array.FindIndex(ofSeeds, seed => seed.All(distance => distance < SameDistance));
            _noise = same < 0
                ? SeedNoise.Of(distances, ofSeeds)
                : throw new UnusableInputException($"seed {same + 1} has the vectors of the first model; train it with another seed");
            SeedCosine = _cosines is null ? null : seeds.Average(seed => seed.Cosines!.Average());
            SeedOverlap = seeds.Average(seed => seed.Overlaps.Average());
        }

        double[] keys = _noise?.Scores ?? _noise?.Excess ?? distances;
        _order = [.. Enumerable.Range(0, keys.Length).OrderByDescending(word => keys[word])];
    }

    /// <summary>Number of words that all models have.</summary>
    public int Words => _words.Count;

    /// <summary>Number of words whose neighbours were compared for <see cref="Overlap"/>: the first ones.</summary>
    public int OverlapWords => _overlaps.Length;

    /// <summary>The map from the first model to the second one; <c>null</c> where their dimensions differ.</summary>
    public VectorAlignment? Alignment { get; }

    /// <summary>Mean cosine of the words' two vectors after alignment, −1 to 1; <c>null</c> where the dimensions differ.</summary>
    public double? Cosine => _cosines?.Average();

    /// <summary>Mean share of the k neighbours that the models have in common, 0 to 1.</summary>
    public double Overlap => _overlaps.Average();

    /// <summary>The same cosine between the first model and its seeds; <c>null</c> without seeds, or where the dimensions of the two models differ.</summary>
    public double? SeedCosine { get; }

    /// <summary>The same overlap between the first model and its seeds; <c>null</c> without seeds.</summary>
    public double? SeedOverlap { get; }

    /// <summary>Compares two models.</summary>
    /// <param name="first">The one model.</param>
    /// <param name="second">The other model.</param>
    /// <param name="seeds">Models of the first model's text and options with other seeds, 2 or more for scores; <c>null</c> or none without. They have the first model's dimension.</param>
    /// <param name="options">What is compared; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">An option needs counts that a model does not have, or a seed has another dimension than the first model.</exception>
    /// <exception cref="UnusableInputException">The models have no word in common, or a seed has the same vectors as the first model.</exception>
    public static ModelComparison Of(WordVectors first, WordVectors second, IReadOnlyList<WordVectors>? seeds = null, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= new ComparisonOptions();
        options.Validate();
        return (seeds ?? []).All(seed => seed.Dimension == first.Dimension)
            ? new ModelComparison(CommonWords.Of(options.MinCount, [first, second, .. seeds ?? []]), options)
            : throw new ArgumentException($"A seed has another dimension than the first model, whose vectors have {first.Dimension} numbers.", nameof(seeds));
    }

    /// <summary>
    /// The words that differ most: by <see cref="WordChange.Score"/> with 2 or more seeds, by <see cref="WordChange.Excess"/> with one, else by cosine; where the dimensions
    /// differ, by overlap, among the first <see cref="OverlapWords"/> words.
    /// </summary>
    /// <param name="count">How many words to return, 1 or more; fewer are returned when there are fewer.</param>
    public IReadOnlyList<WordChange> Movers(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Describe([.. _order.Take(count)]);
    }

    /// <summary>How some words differ, in the order given.</summary>
    /// <param name="words">Words that all models have.</param>
    /// <exception cref="UnknownWordException">One of the words is not among them, or, where the dimensions differ, not among the first <see cref="OverlapWords"/>.</exception>
    public IReadOnlyList<WordChange> ChangesOf(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Describe([.. words.Select(PositionOf)]);
    }

    /// <summary>How many words differ more than seeds do, at a false discovery rate; <c>null</c> with fewer than 2 seeds.</summary>
    /// <param name="rate">The expected share of words among them that differ by the seed alone, 0 to 1.</param>
    public int? CountAt(double rate) => _noise?.FalseDiscoveryRates?.Count(one => one <= rate);

    private int PositionOf(string word)
    {
        int id = _words.Models[First].IdOf(word);
        int position = Array.BinarySearch(_words.Ids[First], id);
        return position >= 0 && position < _order.Length
            ? position
            : throw UnknownWordException.For(word, new Vocabulary(Enumerable.Range(0, _order.Length).Select(each => _words[each])));
    }

    private WordChange[] Describe(int[] positions)
    {
        int[][] first = NeighbourLists.Of(_words.UnitsOf(First), positions, _options.Neighbours);
        int[][] second = NeighbourLists.Of(_words.UnitsOf(Second), positions, _options.Neighbours);
        return
        [
            .. positions.Select((position, i) => new WordChange(
                _words[position], _cosines?[position], NeighbourLists.Overlap(first[i], second[i]), Names(first[i]), Names(second[i]))
            {
                BetweenSeeds = 1 - _noise?.Means[position],
                Excess = _noise?.Excess[position],
                Score = _noise?.Scores?[position],
                FalseDiscoveryRate = _noise?.FalseDiscoveryRates?[position],
            }),
        ];
    }

    private string[] Names(int[] positions) => [.. positions.Select(position => _words[position])];

    private Pair ComparePair(int other, int[] sample, int[][] neighbours)
    {
        VectorAlignment? alignment = _words.Models[First].Dimension == _words.Models[other].Dimension
            ? VectorAlignment.Fit(_words, First, other, _options.Alignment)
            : null;
        int[][] others = NeighbourLists.Of(_words.UnitsOf(other), sample, _options.Neighbours);
        return new Pair(alignment, alignment?.Cosines, [.. neighbours.Zip(others, NeighbourLists.Overlap)]);
    }

    /// <summary>The first model beside another one.</summary>
    private sealed record Pair(VectorAlignment? Alignment, double[]? Cosines, double[] Overlaps)
    {
        /// <summary>How far the words differ.</summary>
        public double[] Distances(bool byCosine) => Array.ConvertAll(byCosine ? Cosines! : Overlaps, likeness => 1 - likeness);
    }
}
