using System.Text;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.Replaying;

/// <summary>The content of a replay file before compression. Numbers have the low byte first, texts their length before them.</summary>
internal static class ReplayContent
{
    private const int MaxIds = 1 << 16;
    private const int MaxCurve = 1 << 12;
    private const int MaxFollowed = 64;
    private const int MaxSnapshots = 1 << 10;
    private const int MaxNeighbours = 100;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Encodes a replay.</summary>
    public static byte[] Encode(Replay replay)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Strict);
        WriteStatus(writer, replay.Status);
        WriteAll(writer, replay.Ids, writer.Write);
        WriteAll(writer, replay.Curve, point =>
        {
            writer.Write(point.Tokens);
            writer.Write(point.Loss ?? double.NaN);
            writer.Write(point.Speed);
            writer.Write(point.LearningRate);
        });
        WriteAll(writer, replay.Followed, each =>
        {
            writer.Write(each.Word);
            WriteAll(writer, each.Snapshots, snapshot =>
            {
                writer.Write(snapshot.Tokens);
                WriteAll(writer, snapshot.Neighbours, neighbour =>
                {
                    writer.Write(neighbour.Word);
                    writer.Write(neighbour.Similarity);
                });
            });
        });
        byte[] before = [];
        WriteAll(writer, replay.Frames, frame =>
        {
            writer.Write(frame.Tokens);
            writer.Write(frame.Reach);
            writer.Write(frame.ExplainedVariance);
            writer.Write(frame.Moved);
            writer.Write(frame.Unit);
            writer.Write(frame.Positions.Length / (2 * sizeof(short)));
            writer.Write(PointPlanes.Split(frame.Positions, before));
            before = frame.Positions;
        });
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Decodes a replay.</summary>
    /// <exception cref="InvalidDataException">The content is not that of a replay. The message says what is wrong.</exception>
    public static Replay Decode(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        using var reader = new BinaryReader(stream, Strict);
        try
        {
            TrainingStatus status = ReadStatus(reader);
            int[] ids = ReadAll(reader, "words", MaxIds, reader.ReadInt32);
            CurvePoint[] curve = ReadAll(reader, "points of the curves", MaxCurve, () => ReadCurvePoint(reader));
            FollowedWord[] followed = ReadAll(reader, "followed words", MaxFollowed, () => ReadFollowed(reader));
            byte[] before = [];
            long number = 0;
            Frame[] frames = ReadAll(reader, "frames", FrameHistory.MaxFrames, () =>
            {
                Frame frame = ReadFrame(reader, ++number, ids.Length, before);
                before = frame.Positions;
                return frame;
            });
            Require(stream.Position == stream.Length, $"{stream.Length - stream.Position:N0} bytes follow the last frame");
            var replay = new Replay(status, ids, curve, followed, frames);
            RequireConsistent(replay);
            return replay;
        }
        catch (Exception fault) when (fault is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("it ends within a number or text, or a text is not UTF-8", fault);
        }
    }

    private static void RequireConsistent(Replay replay)
    {
        Require(Array.TrueForAll([.. replay.Ids], id => id >= 0) && replay.Ids.Distinct().Count() == replay.Ids.Count, "two points have the same word");
        Require(replay.Frames.Count >= Replay.MinFrames, $"it has {replay.Frames.Count:N0} frames; at least {Replay.MinFrames} are needed");
        Require(replay.Frames.Zip(replay.Frames.Skip(1)).All(pair => pair.First.Tokens < pair.Second.Tokens), "the frames are not in the order of the training");
        Require(replay.Frames[0].Tokens >= 0 && replay.Frames[^1].Tokens == replay.Status.Tokens && replay.Status.Tokens <= replay.Status.TotalTokens, "the last frame is not that of the end of the training");
        Require(replay.Frames[^1].Positions.Length == 2 * sizeof(short) * replay.Ids.Count, "the last frame does not have a point for each word");
        Require(replay.Followed.Select(each => each.Word).Distinct(StringComparer.Ordinal).Count() == replay.Followed.Count, "a word is followed twice");
    }

    private static void WriteStatus(BinaryWriter writer, TrainingStatus status)
    {
        writer.Write(status.Tokens);
        writer.Write(status.TotalTokens);
        writer.Write(status.Epoch);
        writer.Write(status.Epochs ?? 0);
        writer.Write(status.ObservationCost);
        writer.Write(status.End?.MeanLoss ?? double.NaN);
        writer.Write(status.End?.Seconds ?? 0);
    }

    private static TrainingStatus ReadStatus(BinaryReader reader)
    {
        (long tokens, long total) = (reader.ReadInt64(), reader.ReadInt64());
        (int epoch, int epochs) = (reader.ReadInt32(), reader.ReadInt32());
        double cost = ReadFinite(reader);
        double loss = reader.ReadDouble();
        double seconds = ReadFinite(reader);
        return new TrainingStatus(tokens, total, epoch, epochs > 0 ? epochs : null, null, cost, new TrainingEnd(null, double.IsFinite(loss) ? loss : null, seconds));
    }

    private static CurvePoint ReadCurvePoint(BinaryReader reader)
    {
        (long tokens, double loss) = (reader.ReadInt64(), reader.ReadDouble());
        return new CurvePoint(tokens, double.IsFinite(loss) ? loss : null, ReadFinite(reader), ReadFinite(reader));
    }

    private static FollowedWord ReadFollowed(BinaryReader reader)
    {
        string word = reader.ReadString();
        return new FollowedWord(word, ReadAll(reader, "snapshots", MaxSnapshots, () =>
        {
            long tokens = reader.ReadInt64();
            return new NeighbourSnapshot(word, -1, tokens, ReadAll(reader, "neighbours", MaxNeighbours, () => new ScoredWord(reader.ReadString(), -1, (float)ReadFinite(reader, reader.ReadSingle()))));
        }));
    }

    private static Frame ReadFrame(BinaryReader reader, long number, int words, byte[] before)
    {
        long tokens = reader.ReadInt64();
        (double reach, double share, double moved, double unit) = (ReadFinite(reader), ReadFinite(reader), ReadFinite(reader), ReadFinite(reader));
        int points = reader.ReadInt32();
        Require(reach > 0 && unit > 0, "the range of a frame's axes is not positive");
        Require(points >= 0 && points <= words, $"a frame has {points:N0} points; there are {words:N0} words");
        byte[] planes = reader.ReadBytes(2 * sizeof(short) * points);
        Require(planes.Length == 2 * sizeof(short) * points, "it ends within a frame");
        return new Frame(number, tokens, reach, share, moved, unit, PointPlanes.Join(planes, before));
    }

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (T item in items)
        {
            write(item);
        }
    }

    /// <summary>Reads a list. Memory is taken as items are read, whatever the count declares.</summary>
    private static T[] ReadAll<T>(BinaryReader reader, string what, int max, Func<T> read)
    {
        int count = reader.ReadInt32();
        Require(count >= 0 && count <= max, $"it declares {count:N0} {what}; at most {max:N0} are allowed");
        var items = new List<T>();
        for (int i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return [.. items];
    }

    private static double ReadFinite(BinaryReader reader) => ReadFinite(reader, reader.ReadDouble());

    private static double ReadFinite(BinaryReader reader, double number)
    {
        Require(double.IsFinite(number), $"the number before byte {reader.BaseStream.Position:N0} of the unpacked content is not finite");
        return number;
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new InvalidDataException(fault);
        }
    }
}
