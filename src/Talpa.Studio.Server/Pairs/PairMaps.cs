using Talpa.Comparisons;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Sampling;

namespace Talpa.Studio.Server.Pairs;

/// <summary>
/// The maps of two models. Both have the common words, and the same axes: the principal plane of the first model, which the alignment turns into the second one. Models of different
/// dimensions have a plane each, and the second one is turned and mirrored within its plane to match the first. Immutable.
/// </summary>
internal sealed class PairMaps
{
    private readonly DrawnWords _drawn;
    private readonly UnitPlane _first;
    private readonly UnitPlane _second;
    private readonly float[] _firstPoints;
    private readonly float[] _secondPoints;

    /// <summary>Projects the words.</summary>
    /// <param name="words">The common words.</param>
    /// <param name="vocabulary">The common words in the same order, with the counts of the first model.</param>
    /// <param name="alignment">The rotation from the first model to the second one; <c>null</c> where their dimensions differ.</param>
    /// <param name="maxDrawn">The largest number of points.</param>
    public PairMaps(CommonWords words, Vocabulary vocabulary, VectorAlignment? alignment, int maxDrawn)
    {
        _drawn = new DrawnWords(vocabulary, maxDrawn);
        int[] drawn = _drawn.Ids();
        _first = UnitPlane.Principal(words.UnitsOf(0), drawn);
        _firstPoints = _first.Project(drawn);
        _second = alignment is null
            ? UnitPlane.Principal(words.UnitsOf(1), drawn).TurnedTo(drawn, _firstPoints)
            : _first.MappedTo(alignment, words.UnitsOf(1), drawn);
        _secondPoints = _second.Project(drawn);
        var range = new MapReach();
        range.Fit([.. _firstPoints, .. _secondPoints]);
        Reach = range.Reach;
    }

    /// <summary>The axes of both maps range from −Reach to Reach.</summary>
    public double Reach { get; }

    /// <summary>The words with a point.</summary>
    public IReadOnlyList<DrawnWord> Drawn => _drawn.From(0);

    /// <summary>Describes the first model and its map.</summary>
    public PairModel First(NamedVectors model) => Describe(model, _first, _firstPoints);

    /// <summary>Describes the second model and its map.</summary>
    public PairModel Second(NamedVectors model) => Describe(model, _second, _secondPoints);

    /// <summary>Returns the points of words, drawn or not.</summary>
    /// <param name="words">The positions of the words among the common words.</param>
    /// <param name="names">Returns a word by its position.</param>
    public IReadOnlyList<PairPoint> PointsOf(int[] words, Func<int, string> names)
    {
        float[] first = _first.Project(words);
        float[] second = _second.Project(words);
        return [.. words.Select((word, i) => new PairPoint(names(word), _drawn.RankOf(word), first[(2 * i)..(2 * (i + 1))], second[(2 * i)..(2 * (i + 1))]))];
    }

    private static PairModel Describe(NamedVectors model, UnitPlane plane, float[] points)
    {
        (double unit, byte[] positions) = QuantizedPoints.Encode(points);
        return new PairModel(model.Name, model.Vectors.Count, model.Vectors.Dimension, plane.Share, unit, positions);
    }
}
