using System.IO.Hashing;
using System.Text.Json;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Replaying;
using Talpa.Vectors;

namespace Talpa.Fuzzing;

/// <summary>Reads the replay of a training from bytes that may be corrupt or forged, and sends its frames.</summary>
internal static class ReplayAttack
{
    private const int Words = 6;

    private static readonly WordVectors Vectors = new(Enumerable.Range(0, Words).Select(i => $"w{i}"), 2, [.. Enumerable.Range(0, 2 * Words).Select(i => i / 4f)]);

    /// <summary>Replays as files, and the content of each before it is compressed: compressed bytes that were changed can hardly ever be decompressed.</summary>
    public static IReadOnlyList<byte[]> Seeds()
    {
        Replay[] replays = [Made(frames: 3, followed: []), Made(frames: 5, followed: ["w1", "großer Maulwurf"])];
        if (!replays.All(TryShow))
        {
            throw new InvalidOperationException("a replay that was not changed is not shown");
        }

        return [.. replays.Select(replay => ReplayFile.Encode(replay, Vectors)), .. replays.Select(ReplayContent.Encode)];
    }

    /// <summary>Reads the bytes as they are, with a checksum that fits them, and as the content of a file.</summary>
    public static void Read(string folder, byte[] bytes)
    {
        string path = Path.Combine(folder, "x.talpa.replay");
        File.WriteAllBytes(path, bytes);
        Tolerate(() => ReplayFile.Read(path, Vectors));
        byte[] content = ReplayFile.Seal(bytes, Vectors);
        if (bytes.Length >= ReplayFile.ChecksumBytes)
        {
            _ = XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ReplayFile.ChecksumBytes), bytes.AsSpan(bytes.Length - ReplayFile.ChecksumBytes));
            Tolerate(() => _ = TryShow(ReplayFile.Decode(bytes, path, Vectors)));
        }

        _ = TryShow(ReplayFile.Decode(content, path, Vectors));
    }

    /// <summary>Shows a replay as the page does: sends every frame as JSON, in which a number that is not finite is an error.</summary>
    /// <returns>Whether there was a frame.</returns>
    private static bool TryShow(Replay replay)
    {
        using var view = new LiveView("x.talpa", () => Vectors);
        if (!view.TryRestore(replay))
        {
            return false;
        }

        int shown = 0;
        while (view.ReplayFrame(shown) is { } frame)
        {
            _ = JsonSerializer.Serialize(new Answer<Frame>(frame, null), StudioMessages.Default.AnswerFrame);
            shown++;
        }

        return shown > 0;
    }

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (TalpaException fault) when (!fault.Message.AsSpan().ContainsAny('\n', '\r'))
        {
            // A refusal in one line keeps the contract.
        }
    }

    private static Replay Made(int frames, string[] followed) => new(
        new TrainingStatus(100 * (frames - 1), 100 * (frames - 1), 2, frames == 3 ? null : 2, null, 0.01, new TrainingEnd(null, 2.5, 12)),
        [.. Enumerable.Range(0, Words)],
        [new CurvePoint(100, null, 5, 0.025), new CurvePoint(200, 2.5, 5, 0)],
        [.. followed.Select(word => new FollowedWord(word, [new NeighbourSnapshot(word, -1, 100, [new ScoredWord("w2", -1, 0.5f), new ScoredWord("w3", -1, -0.25f)])]))],
        [.. Enumerable.Range(0, frames).Select(i => FrameAt(i, i == 0 ? Words - 2 : Words))]);

    private static Frame FrameAt(int number, int points)
    {
        (double unit, byte[] positions) = QuantizedPoints.Encode([.. Enumerable.Range(0, 2 * points).Select(i => MathF.Sin(i + number))]);
        return new Frame(number + 1, 100 * number, 1.2, 0.5, 0.1, unit, positions);
    }
}
