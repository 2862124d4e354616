using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Neighbourhoods;
using Talpa.Studio.Server.Projecting;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class NeighbourhoodsTests
{
    private const int Words = 300;
    private const int Dimension = 20;
    private const int Groups = 12;
    private static readonly int[] All = [.. Enumerable.Range(0, Words)];

    [Fact]
    public void The_graph_has_the_neighbours_of_the_library()
    {
        WordVectors vectors = GroupedVectors();
        var graph = NeighbourGraph.Of(vectors, All, 15);
        foreach (int word in new[] { 0, 7, 299 })
        {
            IReadOnlyList<Neighbour> expected = vectors.Nearest($"w{word}", 15);
            Assert.Equal(expected.Select(each => each.Word), graph.NeighboursOf(word).ToArray().Select(each => $"w{each}"));
            Assert.All(expected.Zip(graph.CosinesOf(word).ToArray()), pair => Assert.Equal(pair.First.Similarity, pair.Second, 1e-5));
        }
    }

    [Fact]
    public void The_nearest_neighbour_has_the_weight_1_and_an_edge_is_listed_once()
    {
        var graph = NeighbourGraph.Of(GroupedVectors(), All, 15);
        (int First, int Second, float Weight)[] edges = NeighbourEdges.Of(graph);
        Assert.Equal(edges.Length, edges.Select(edge => (edge.First, edge.Second)).Distinct().Count());
        Assert.All(edges, edge => Assert.True(edge.First < edge.Second && edge.Weight is >= 0 and <= 1));
        for (int word = 0; word < Words; word++)
        {
            (int low, int high) = (Math.Min(word, graph.NeighboursOf(word)[0]), Math.Max(word, graph.NeighboursOf(word)[0]));
            Assert.Equal(1, edges.Single(edge => edge.First == low && edge.Second == high).Weight);
        }
    }

    [Fact]
    public void The_map_keeps_more_neighbours_than_the_plane_and_is_the_same_each_time()
    {
        WordVectors vectors = GroupedVectors();
        Frame plane = new FrameBuilder().Build(vectors, All, Words, 0);
        NeighbourhoodMap map = new NeighbourhoodMaps().Of(vectors, All, plane, isFinal: true);
        Assert.Equal(map.Positions, new NeighbourhoodMaps().Of(vectors, All, plane, isFinal: true).Positions);
        Assert.True(map.Kept > 1.5 * map.KeptByPlane, $"{map.Kept} against {map.KeptByPlane}");

        // The orientation is that of the plane: points are on the same side of the middle more often than not.
        float[] points = QuantizedPoints.Decode(map.Unit, map.Positions);
        float[] before = QuantizedPoints.Decode(plane.Unit, plane.Positions);
        Assert.True(points.Zip(before).Count(pair => pair.First * pair.Second > 0) > 0.6 * points.Length);
        Assert.Equal(10, map.Centres.Count);
    }

    [Fact]
    public void The_map_is_computed_again_only_when_the_training_has_moved_on_or_ended()
    {
        var maps = new NeighbourhoodMaps();
        Frame plane = new FrameBuilder().Build(GroupedVectors(), All, Words, 40);

        // A training creates the vectors anew for each query.
        NeighbourhoodMap first = maps.Of(GroupedVectors(), All, plane, isFinal: false);
        Assert.Same(first, maps.Of(GroupedVectors(), All, plane, isFinal: false));
        NeighbourhoodMap final = maps.Of(GroupedVectors(), All, plane, isFinal: true);
        Assert.NotSame(first, final);
        Assert.NotSame(final, maps.Of(GroupedVectors(), All, plane with { Tokens = 50 }, isFinal: true));
    }

    [Fact]
    public void The_map_is_the_same_whatever_the_rotation_of_the_plane_except_for_its_own()
    {
        WordVectors vectors = GroupedVectors();
        Frame plane = new FrameBuilder().Build(vectors, All, Words, 0);
        float[] points = QuantizedPoints.Decode(plane.Unit, plane.Positions);
        (double unit, byte[] turned) = QuantizedPoints.Encode([.. points.Select((_, i) => i % 2 == 0 ? -points[i + 1] : points[i - 1])]);
        float[] before = PointsOf(new NeighbourhoodMaps().Of(vectors, All, plane, isFinal: true));
        float[] after = PointsOf(new NeighbourhoodMaps().Of(vectors, All, plane with { Unit = unit, Positions = turned }, isFinal: true));
        for (int i = 0; i < points.Length; i += 2)
        {
            Assert.Equal(-before[i + 1], after[i], 0.02);
            Assert.Equal(before[i], after[i + 1], 0.02);
        }

        static float[] PointsOf(NeighbourhoodMap map) => QuantizedPoints.Decode(map.Unit, map.Positions);
    }

    [Fact]
    public void On_vectors_of_two_dimensions_and_length_1_all_neighbours_are_kept()
    {
        float[] circle = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { MathF.Cos(i * i * 0.01f), MathF.Sin(i * i * 0.01f) })];
        var graph = NeighbourGraph.Of(new WordVectors(Enumerable.Range(0, 100).Select(i => $"w{i}"), 2, circle), [.. Enumerable.Range(0, 100)], 15);
        Assert.InRange(KeptNeighbours.Share(graph, circle), 0.98, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_few_words_and_vectors_without_a_direction_are_placed(int words)
    {
        var vectors = new WordVectors(Enumerable.Range(0, words).Select(i => $"w{i}"), 3, [.. Enumerable.Range(0, 3 * words).Select(i => i < 3 ? 0 : i < 6 ? float.NaN : MathF.Sin(i))]);
        int[] ids = [.. Enumerable.Range(0, words)];
        NeighbourhoodMap map = new NeighbourhoodMaps().Of(vectors, ids, new FrameBuilder().Build(vectors, ids, words, 0), isFinal: true);
        Assert.Equal(words, map.Words);
        Assert.True(double.IsFinite(map.Unit) && map.Reach > 0);
    }

    /// <summary>Words around 12 directions at random.</summary>
    private static WordVectors GroupedVectors()
    {
        var random = new Random(3);
        float[] centres = [.. Enumerable.Range(0, Groups * Dimension).Select(_ => random.NextSingle() - 0.5f)];
        float[] numbers = [.. Enumerable.Range(0, Words * Dimension).Select(i => centres[(i / Dimension % Groups * Dimension) + (i % Dimension)] + (0.35f * (random.NextSingle() - 0.5f)))];
        return new WordVectors(Enumerable.Range(0, Words).Select(i => $"w{i}"), Dimension, numbers);
    }
}
