using Talpa.Comparisons;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Projecting;
using Talpa.Studio.Server.Sampling;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>Places words on one or two axes between words. The axes are those of <c>talpa axis</c>: <see cref="WordAxis"/>.</summary>
internal static class AxesMaps
{
    private const int EndWords = 8;
    private const double Margin = 1.15;

    /// <summary>At the ends of an axis among all words, rare ones come first, whose vectors are noisy.</summary>
    private const int FrequentWords = 5000;

    /// <summary>Computes the map.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="drawn">The words with a point.</param>
    /// <param name="pairs">One pair of words, or two.</param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="UnusableInputException">The words of a pair have the same direction.</exception>
    public static AxesMap Of(WordVectors vectors, DrawnWords drawn, IReadOnlyList<(string From, string To)> pairs)
    {
        WordAxis[] axes = [.. pairs.Take(2).Select(pair => Between(vectors, pair))];

        // The ends of the axes have points, whatever the sample is. A word composed of character n-grams has no id, and so no point.
        foreach (string end in pairs.SelectMany(pair => new[] { pair.From, pair.To }))
        {
            if (vectors.Vocabulary.TryGetId(end, out int id))
            {
                drawn.Add(id);
            }
        }

        int[] ids = drawn.Ids();
        float[] points = Project(vectors, ids, axes);
        (double left, double right) = Range(points, 0);
        (double bottom, double top) = (-(right - left) / 2, (right - left) / 2);
        if (axes.Length > 1)
        {
            (bottom, top) = Range(points, 1);
        }
        else
        {
            PlaceByRank(points, ids, drawn, top);
        }

        (double unit, byte[] positions) = QuantizedPoints.Encode(points);
        return new AxesMap(
            [.. axes.Zip(pairs, (axis, pair) => Describe(axis, pair))],
            axes.Length > 1 ? VectorArithmetic.Dot(axes[0].Direction.Span, axes[1].Direction.Span) : null,
            Math.Max(1e-6, Margin * Math.Max(right - left, top - bottom) / 2),
            [(left + right) / 2, (bottom + top) / 2],
            unit,
            positions);
    }

    private static WordAxis Between(WordVectors vectors, (string From, string To) pair)
    {
        try
        {
            return WordAxis.Between(vectors, pair.From, pair.To);
        }
        catch (UnusableInputException fault) when (fault is not UnknownWordException)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.AxesDirection) { Texts = { ["first"] = Quoted.Escaped(pair.From), ["second"] = Quoted.Escaped(pair.To) } }, fault.Message, fault);
        }
    }

    private static MapAxis Describe(WordAxis axis, (string From, string To) pair) => new(
        new AxisWord(pair.From, axis.PositionOf(pair.From)),
        new AxisWord(pair.To, axis.PositionOf(pair.To)),
        [.. axis.FirstEnd(EndWords, FrequentWords).Select(each => new AxisWord(each.Word, each.Similarity))],
        [.. axis.SecondEnd(EndWords, FrequentWords).Select(each => new AxisWord(each.Word, each.Similarity))]);

    /// <summary>The cosines of words with the axes; 0 for a vector without a direction.</summary>
    private static float[] Project(WordVectors vectors, int[] ids, WordAxis[] axes)
    {
        float[] points = new float[2 * ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ReadOnlySpan<float> vector = vectors[ids[i]];
            double length = Math.Sqrt(VectorArithmetic.Dot(vector, vector));
            for (int axis = 0; axis < axes.Length; axis++)
            {
                double cosine = VectorArithmetic.Dot(vector, axes[axis].Direction.Span) / length;
                points[(2 * i) + axis] = double.IsFinite(cosine) ? (float)cosine : 0;
            }
        }

        return points;
    }

    /// <summary>The range of a coordinate without the outermost 0.5 % of the words on either side.</summary>
    private static (double Low, double High) Range(float[] points, int coordinate)
    {
        float[] sorted = new float[points.Length / 2];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = points[(2 * i) + coordinate];
        }

        Array.Sort(sorted);
        int outer = sorted.Length / 200;
        return sorted.Length == 0 ? (-1, 1) : (sorted[outer], sorted[^(outer + 1)]);
    }

    /// <summary>Places words by rank: the first one at the top, the last one at the bottom.</summary>
    private static void PlaceByRank(float[] points, int[] ids, DrawnWords drawn, double top)
    {
        double last = Math.Log(Math.Max(2, ids.Max(drawn.RankOf)));
        for (int i = 0; i < ids.Length; i++)
        {
            points[(2 * i) + 1] = (float)(top * (1 - (2 * Math.Log(drawn.RankOf(ids[i])) / last)));
        }
    }
}
