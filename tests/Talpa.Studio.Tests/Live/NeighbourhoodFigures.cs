using System.Diagnostics;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Neighbourhoods;
using Talpa.Studio.Server.Projecting;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

/// <summary>
/// Measures the map of neighbourhoods on a real text: its time, and how many neighbours it keeps. It takes a minute, so it is compiled only with <c>-p:Pictures=true</c>; bench/results/studio.md has the
/// command and the figures.
/// </summary>
public sealed class NeighbourhoodFigures
{
    private const int Runs = 3;
    private const int Degree = 15;
    private static readonly string Corpus = Path.Combine(Repository.Root, "..", "shared", "data", "corpus", "enwiki-10mb.txt.gz");

    [Fact]
    public void Of_1000_to_20000_words()
    {
        Assert.SkipUnless(File.Exists(Corpus), "the text enwiki-10mb.txt.gz is missing");
        var options = new TrainingOptions { Objective = new NegativeSampling(), Epochs = 12, Threads = 2 };
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(Corpus), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        WordVectors vectors = trainer.Model.InputVectors;
        foreach (int words in new[] { 1_000, 2_000, NeighbourhoodMaps.MaxWords, vectors.Count })
        {
            int[] ids = [.. Enumerable.Range(0, Math.Min(words, vectors.Count))];
            Frame plane = new FrameBuilder().Build(vectors, ids, ids.Length, 0);
            NeighbourhoodMap[] maps = [.. Enumerable.Range(0, Runs).Select(_ => new NeighbourhoodMaps().Of(vectors, ids, plane, isFinal: true))];
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{maps[0].Words:N0} words and {maps[0].Rarer:N0} rarer ones: {string.Join(", ", maps.Select(map => $"{map.Seconds:0.0}"))} s; kept {maps[0].Kept:P0}, by the plane {maps[0].KeptByPlane:P0}; of the rarer ones {KeptOfRarer(vectors, ids, maps[0])}");
        }

        TimeRarer(vectors);
    }

    /// <summary>The share of the ten nearest placed words of a rarer word that are among its ten nearest placed points.</summary>
    private static string KeptOfRarer(WordVectors vectors, int[] ids, NeighbourhoodMap map)
    {
        if (map.Rarer == 0)
        {
            return "none";
        }

        var graph = NeighbourGraph.Between(vectors, ids[map.Words..], ids[..map.Words], KeptNeighbours.Neighbours);
        float[] points = QuantizedPoints.Decode(map.Unit, map.Positions);
        double kept = 0;
        for (int word = 0; word < map.Rarer; word++)
        {
            float x = points[2 * (map.Words + word)];
            float y = points[(2 * (map.Words + word)) + 1];
            HashSet<int> near = [.. Enumerable.Range(0, map.Words).OrderBy(i => double.Hypot(points[2 * i] - x, points[(2 * i) + 1] - y)).Take(KeptNeighbours.Neighbours)];
            kept += graph.NeighboursOf(word).ToArray().Count(near.Contains);
        }

        return $"{kept / (KeptNeighbours.Neighbours * map.Rarer):P0}";
    }

    private static void TimeRarer(WordVectors vectors)
    {
        int[] ids = [.. Enumerable.Range(0, vectors.Count)];
        float[] points = new float[2 * NeighbourhoodMaps.MaxWords];
        byte[] groups = new byte[NeighbourhoodMaps.MaxWords];
        double[] seconds = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = RarerWords.Place(vectors, ids[NeighbourhoodMaps.MaxWords..], ids[..NeighbourhoodMaps.MaxWords], points, groups, Degree);
            seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"placing {vectors.Count - NeighbourhoodMaps.MaxWords:N0} rarer words: {string.Join(", ", seconds.Select(each => $"{each:0.00}"))} s");
    }
}
