using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Replaying;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Browser;

/// <summary>A view of vectors with the replay of their training.</summary>
internal static class WatchedTraining
{
    /// <summary>The number of words, w0, w1 …</summary>
    public const int Words = 60;

    /// <summary>Creates the view.</summary>
    public static LiveView View(string name)
    {
        var vectors = new WordVectors(Enumerable.Range(0, Words).Select(i => $"w{i}"), 5, [.. Enumerable.Range(0, 5 * Words).Select(i => MathF.Sin(i * i))]);
        var view = new LiveView(name, () => vectors);
        Assert.True(view.TryRestore(new Replay(
            new TrainingStatus(100, 100, 3, 3, null, 0.01, new TrainingEnd(null, 2.5, 12)),
            [.. Enumerable.Range(0, Words)],
            [new CurvePoint(10, 3, 5, 0.025), new CurvePoint(100, 2.5, 5, 0)],
            [new FollowedWord("w3", [new NeighbourSnapshot("w3", -1, 100, [new ScoredWord("w9", -1, 0.5f)])])],
            [FrameAt(0), FrameAt(40), FrameAt(100)])));
        return view;
    }

    private static Frame FrameAt(long tokens)
    {
        (double unit, byte[] positions) = QuantizedPoints.Encode([.. Enumerable.Range(0, 2 * Words).Select(i => MathF.Sin(i + tokens))]);
        return new Frame(1, tokens, 1.2, 0.5, 0.1, unit, positions);
    }
}
