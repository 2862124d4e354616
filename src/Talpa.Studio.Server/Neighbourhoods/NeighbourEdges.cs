namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// The edges between neighbours with weights 0 to 1, as in UMAP (McInnes, Healy and Melville 2018): a word's nearest neighbour has the weight 1, and the weights of all its neighbours add up to log₂ of their number.
/// An edge has the probability that one of its two directions exists.
/// </summary>
internal static class NeighbourEdges
{
    private const int Bisections = 40;

    /// <summary>Weights that differ by rounding errors become equal, of the cosines and of the exponential function: they differ between computers.</summary>
    private const float Steps = 4096;

    /// <summary>Returns the edges by their first word, then the second one.</summary>
    public static (int First, int Second, float Weight)[] Of(NeighbourGraph graph)
    {
        var directed = new (long Key, double Weight)[graph.Count * graph.Degree];
        for (int word = 0; word < graph.Count; word++)
        {
            double[] weights = WeightsOf(graph.CosinesOf(word));
            for (int k = 0; k < graph.Degree; k++)
            {
                int other = graph.NeighboursOf(word)[k];
                directed[(word * graph.Degree) + k] = (((long)Math.Min(word, other) * graph.Count) + Math.Max(word, other), weights[k]);
            }
        }

        return
        [
            .. directed.GroupBy(edge => edge.Key).OrderBy(group => group.Key)
                .Select(group => ((int)(group.Key / graph.Count), (int)(group.Key % graph.Count), MathF.Round((float)(1 - group.Aggregate(1.0, (none, edge) => none * (1 - edge.Weight))) * Steps) / Steps)),
        ];
    }

    /// <summary>The weights of a word's neighbours: exp(−(d − d₁) ÷ σ) for the distance d = 1 − cosine. σ is found by bisection.</summary>
    internal static double[] WeightsOf(ReadOnlySpan<float> cosines)
    {
        double[] distances = new double[cosines.Length];
        for (int k = 0; k < distances.Length; k++)
        {
            distances[k] = Math.Max(0, cosines[0] - cosines[k]);
        }

        (double low, double high) = (1e-6, 1e3);
        for (int round = 0; round < Bisections; round++)
        {
            double middle = Math.Sqrt(low * high);
            double sum = distances.Sum(distance => Math.Exp(-distance / middle));
            (low, high) = sum > Math.Log2(distances.Length) ? (low, middle) : (middle, high);
        }

        return Array.ConvertAll(distances, distance => Math.Exp(-distance / high));
    }
}
