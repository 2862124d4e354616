using Talpa.Comparisons;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;

namespace Talpa.Studio.Server.Pairs;

/// <summary>Two models that the page shows side by side. Immutable, so that any number of pages may use it at once.</summary>
public sealed class PairView
{
    private const int MaxDrawn = 20_000;
    private const int Movers = 30;
    private const int MoverNeighbours = 4;

    private readonly NamedVectors _first;
    private readonly NamedVectors _second;
    private readonly ComparisonOptions _options;
    private readonly Vocabulary _vocabulary;
    private readonly PairMaps _maps;

    private PairView(NamedVectors first, NamedVectors second, ComparisonOptions options)
    {
        (_first, _second, _options) = (first, second, options);
        Comparison = ModelComparison.Of(first.Vectors, second.Vectors, options: options);
        CommonWords words = CommonWords.Of(options.MinCount, first.Vectors, second.Vectors);
        Vocabulary all = first.Vectors.Vocabulary;
        _vocabulary = new Vocabulary(words.Ids[0].Select(id => all[id]), all.HasCounts ? words.Ids[0].Select(id => all.Counts[id]) : null);
        _maps = new PairMaps(words, _vocabulary, Comparison.Alignment, MaxDrawn);
        IReadOnlyList<DrawnWord> drawn = _maps.Drawn;
        Info = new PairInfo(
            _maps.First(first),
            _maps.Second(second),
            Comparison.Words,
            Comparison.Cosine,
            Comparison.Overlap,
            Comparison.OverlapWords,
            options.Neighbours,
            [.. Comparison.Movers(Movers).Select(change => new PairMover(change.Word, change.Cosine, change.Overlap, Start(change.FirstNeighbours), Start(change.SecondNeighbours)))])
        {
            Drawn = drawn,
            DrawnCount = drawn.Count,
            Reach = _maps.Reach,
        };
    }

    /// <summary>How the models differ.</summary>
    public ModelComparison Comparison { get; }

    /// <summary>What the page shows at first.</summary>
    internal PairInfo Info { get; }

    /// <summary>Compares two models.</summary>
    /// <param name="first">Model A, whose plane both maps have.</param>
    /// <param name="second">Model B.</param>
    /// <param name="options">What is compared; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">An option needs counts that a model does not have.</exception>
    /// <exception cref="UnusableInputException">The models have no word in common.</exception>
    public static PairView Of(NamedVectors first, NamedVectors second, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new PairView(first, second, options ?? new ComparisonOptions());
    }

    /// <summary>Returns common words with a prefix.</summary>
    internal string[] Complete(string prefix) => Completions.Of(_vocabulary, prefix);

    /// <summary>Returns a word in both models, or why there is none.</summary>
    internal Answer<PairWord> Find(string word)
    {
        if (!_vocabulary.TryGetId(word, out int id))
        {
            return WhyNot(word);
        }

        if (Comparison.Alignment is null && id >= Comparison.OverlapWords)
        {
            return Faults.Of<PairWord>(
                $"the dimensions of the models differ, so only the first {Comparison.OverlapWords:N0} common words are compared, and {Quoted.Text(word)} is none of them",
                new FaultReason(FaultKeys.NotCompared) { Texts = { ["word"] = Quoted.Escaped(word) }, Numbers = { ["count"] = Comparison.OverlapWords } });
        }

        WordChange change = Comparison.ChangesOf([word])[0];
        string[] involved = [.. change.FirstNeighbours.Concat(change.SecondNeighbours).Prepend(word).Distinct(StringComparer.Ordinal)];
        return new Answer<PairWord>(
            new PairWord(
                word,
                change.Cosine,
                change.Overlap,
                Neighbours(_first, word, change.FirstNeighbours, change.SecondNeighbours),
                Neighbours(_second, word, change.SecondNeighbours, change.FirstNeighbours),
                _maps.PointsOf([.. involved.Select(PositionOf)], position => _vocabulary[position])),
            null);
    }

    private static IReadOnlyList<string> Start(IReadOnlyList<string> neighbours) => [.. neighbours.Take(MoverNeighbours)];

    private static PairNeighbour[] Neighbours(NamedVectors model, string word, IReadOnlyList<string> neighbours, IReadOnlyList<string> others) =>
        [.. neighbours.Select(each => new PairNeighbour(each, model.Vectors.Similarity(word, each), others.Contains(each, StringComparer.Ordinal)))];

    private int PositionOf(string word) => _vocabulary.TryGetId(word, out int position) ? position : throw UnknownWordException.For(word, _vocabulary);

    private Answer<PairWord> WhyNot(string word) => (_first.Vectors.Contains(word), _second.Vectors.Contains(word)) switch
    {
        (true, true) => Faults.Of<PairWord>(
            $"{Quoted.Text(word)} occurs fewer than {_options.MinCount:N0} times in a model, the smallest count that is compared",
            new FaultReason(FaultKeys.RareInPair) { Texts = { ["word"] = Quoted.Escaped(word) }, Numbers = { ["count"] = _options.MinCount } }),
        (true, false) => OnlyIn(_first.Name, _second.Name, word),
        (false, true) => OnlyIn(_second.Name, _first.Name, word),
        _ => Faults.Of<PairWord>(UnknownWordException.For(word, _vocabulary)),
    };

    private static Answer<PairWord> OnlyIn(string one, string other, string word) => Faults.Of<PairWord>(
        $"{Quoted.Text(word)} is in {one} only; {other} has no vector of it",
        new FaultReason(FaultKeys.OnlyInOne) { Texts = { ["word"] = Quoted.Escaped(word), ["one"] = Quoted.Escaped(one), ["other"] = Quoted.Escaped(other) } });
}
