using System.Numerics.Tensors;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// Places words on a map of more frequent words: each at the mean of its nearest placed words, with the weights of <see cref="NeighbourEdges"/>. That is the start of a new point in UMAP (McInnes, Healy and
/// Melville 2018), which is not moved here: its cost would be that of the map.
/// </summary>
internal static class RarerWords
{
    /// <summary>Places the words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words to place.</param>
    /// <param name="placed">The words on the map.</param>
    /// <param name="points">x and y of these: two numbers for each.</param>
    /// <param name="groups">The groups of these.</param>
    /// <param name="degree">The number of nearest words.</param>
    /// <returns>x and y of each word, two numbers for each, and the group of its nearest placed word. A word whose vector has no direction, because it is 0 or not finite, has no nearest words: it is at
    /// 0, 0 as on the map of axes, and in group 0. So is every word where none are placed.</returns>
    public static (float[] Points, byte[] Groups) Place(WordVectors vectors, int[] ids, int[] placed, float[] points, byte[] groups, int degree)
    {
        var graph = NeighbourGraph.Between(vectors, ids, placed, degree);
        float[] means = new float[2 * ids.Length];
        byte[] nearest = new byte[ids.Length];
        for (int word = 0; word < ids.Length && graph.Degree > 0; word++)
        {
            if (!HasDirection(vectors[ids[word]]))
            {
                continue;
            }

            ReadOnlySpan<int> neighbours = graph.NeighboursOf(word);
            double[] weights = NeighbourEdges.WeightsOf(graph.CosinesOf(word));
            double total = weights.Sum();
            for (int k = 0; k < weights.Length; k++)
            {
                means[2 * word] += (float)(weights[k] / total * points[2 * neighbours[k]]);
                means[(2 * word) + 1] += (float)(weights[k] / total * points[(2 * neighbours[k]) + 1]);
            }

            nearest[word] = groups[neighbours[0]];
        }

        return (means, nearest);
    }

    private static bool HasDirection(ReadOnlySpan<float> vector) => TensorPrimitives.Norm(vector) is var length && length > 0 && float.IsFinite(length);
}
