using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Talpa.Storage;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Training.Schedules;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training.Checkpoints;

/// <summary>
/// Changed checkpoints with a valid checksum. They are refused, or the training resumed from
/// them ends or is reported as diverged: it neither fails in another way nor runs forever.
/// </summary>
public sealed class ForgedCheckpointTests
{
    private const int PrefixBytes = 16;
    private const int ChecksumBytes = 16;

    /// <summary>All numbers at the start of a state, which has positions, counts and random numbers, are forged; of the tables after it only some.</summary>
    private const int AllOf = 400;

    /// <summary>Far longer than the few milliseconds of such a training, also on a busy machine; reached only by a training that runs forever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFE, long.MaxValue, 0x8000_0000_0000_0000, ulong.MaxValue,
        BitConverter.DoubleToUInt64Bits(double.NaN), BitConverter.DoubleToUInt64Bits(double.MaxValue), BitConverter.SingleToUInt32Bits(float.MaxValue),
    ];

    private static readonly JsonNode?[] HeaderExtremes =
    [
        0, 1, -1, int.MaxValue, int.MinValue, int.MaxValue - 1, long.MaxValue, long.MinValue, 0.5, 1e300, "NaN", "-Infinity", "", "\0", null, true, new JsonArray(), new JsonObject(),
    ];

    public static readonly TheoryData<Objective, Architecture, bool, int> Trainings = new()
    {
        { new NegativeSampling(), Architecture.SkipGram, false, 1 },
        { new NegativeSampling(), Architecture.Cbow, false, 2 },
        { new HierarchicalSoftmax(), Architecture.SkipGram, false, 1 },
        { new FullSoftmax(), Architecture.SkipGram, false, 1 },
        { new NegativeSampling(), Architecture.SkipGram, true, 2 },
        { new HierarchicalSoftmax(), Architecture.Cbow, true, 1 },

        // All sweeps: a training that ends by itself would end before it can be stopped in the middle.
        { new ExactSoftmax { MinImprovement = 0 }, Architecture.SkipGram, false, 1 },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Every_number_of_a_state_at_its_extremes(Objective objective, Architecture architecture, bool deterministic, int threads)
    {
        TrainingOptions options = (Tiny with { Objective = objective, Architecture = architecture, Threads = threads }).WithShards(deterministic);
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), options);
        (byte[] bytes, options) = LeftInTheMiddle(corpus, options);
        int start = PrefixBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        int end = bytes.Length - ChecksumBytes;
        Assert.True(TryContinue(corpus, options, bytes), "the checkpoint itself can't be resumed");

        int refused = 0;
        foreach (int at in Enumerable.Range(0, (end - start) / 4).Select(i => start + (4 * i)).Where(at => at < start + AllOf || at % 260 == 0))
        {
            // The first numbers have eight bytes. Some extremes in four bytes are equal, or equal to some in eight.
            int[] sizes = (at - start) % sizeof(ulong) == 0 && at + sizeof(ulong) <= end ? [sizeof(uint), sizeof(ulong)] : [sizeof(uint)];
            IEnumerable<byte[]> forgeries = Extremes.SelectMany(extreme => sizes.Select(size => WithNumber(bytes, at, size, extreme)));
            refused += forgeries.DistinctBy(Convert.ToBase64String, StringComparer.Ordinal).Count(forged => !TryContinue(corpus, options, forged));
        }

        // Most numbers other than those of vectors have only one valid value.
        Assert.InRange(refused, 50, int.MaxValue);
    }

    [Fact]
    public void Every_field_of_a_header_at_its_extremes_or_missing()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), Tiny);
        (byte[] bytes, _) = LeftInTheMiddle(corpus, Tiny);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        string json = Encoding.UTF8.GetString(bytes, PrefixBytes, length);
        string[] paths = [.. Fields(JsonNode.Parse(json)!, "")];
        Assert.Contains("/options/dimension", paths);
        Assert.Contains("/progress/tokens", paths);
        Assert.Contains("/options/corpus/minCount", paths);
        Assert.Contains("/stateBytes", paths);

        foreach (string path in paths)
        {
            RequireOrder(corpus, WithHeader(bytes, length, Changed(json, path, (parent, name) => parent.Remove(name))), $"{path} removed");
            foreach (JsonNode? extreme in HeaderExtremes)
            {
                RequireOrder(corpus, WithHeader(bytes, length, Changed(json, path, (parent, name) => parent[name] = extreme?.DeepClone())), $"{path} = {extreme?.ToJsonString() ?? "null"}");
            }
        }
    }

    [Fact]
    public void Every_number_before_the_header_at_its_extremes()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), Tiny);
        (byte[] bytes, _) = LeftInTheMiddle(corpus, Tiny);
        for (int at = 0; at < PrefixBytes; at += sizeof(uint))
        {
            foreach (ulong extreme in Extremes)
            {
                byte[] forged = WithNumber(bytes, at, sizeof(uint), extreme);
                if (!forged.AsSpan().SequenceEqual(bytes))
                {
                    Assert.Throws<UnusableInputException>(() => CheckpointFile.Check("forged", _ => new MemoryStream(forged)));
                }
            }
        }
    }

    [Fact]
    public void A_wrong_token_count_is_refused_when_the_training_resumes()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), Tiny);
        TrainingOptions options = Tiny with { Objective = new FullSoftmax(), Epochs = 2 };
        using ITraining training = new Trainer(corpus, options).NewTraining();
        byte[] bytes = Saved(corpus, options, training, training.Continue(null, new CancellationToken(canceled: true)));
        int start = PrefixBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));

        // The chunks taken come first, then the worker's position, then its count: epoch, tokens, predictions, loss.
        int tokens = start + sizeof(long) + FreeWorker.PositionBytes + sizeof(long);
        byte[] forged = WithNumber(bytes, tokens, sizeof(long), 5);
        CheckpointFile.Load("forged", training, _ => new MemoryStream(forged));
        var fault = Assert.Throws<UnusableInputException>(() => training.Continue(null, CancellationToken.None));
        Assert.Contains("counts wrongly", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_for_vectors_is_not_allocated_when_the_file_is_too_short()
    {
        using EncodedCorpus corpus = Encode(PetsAndTrains(4), Tiny);
        (byte[] bytes, _) = LeftInTheMiddle(corpus, Tiny);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        string json = Encoding.UTF8.GetString(bytes, PrefixBytes, length);
        byte[] forged = WithHeader(bytes, length, Changed(json, "/options/dimension", (parent, name) => parent[name] = 10_000));
        using var folder = new TemporaryFolder();
        folder.Write("000001.checkpoint", forged);
        var checkpoint = Checkpoint.Open(folder.Folder);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<UnusableInputException>(() => Trainer.Resume(corpus, checkpoint));
        Assert.Contains("too few for", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    private static TrainingOptions Tiny => Small with { Dimension = 2, Epochs = 10_000 };

    /// <summary>A training's checkpoint and its options, with at most the rest of an epoch and another one to do.</summary>
    private static (byte[] Bytes, TrainingOptions Options) LeftInTheMiddle(EncodedCorpus corpus, TrainingOptions options)
    {
        // A training stopped at once has done no work, so stop later each time, at the first progress: a forged position may restart at the first epoch.
        for (int spins = 1; ; spins = Math.Min(2 * spins, 1 << 20))
        {
            using ITraining training = new Trainer(corpus, options).NewTraining();
            using var stop = new CancellationTokenSource();
            int wait = spins;
            var stopping = new Thread(() =>
            {
                Thread.SpinWait(wait);
                stop.Cancel();
            });
            stopping.Start();
            TrainingProgress state = training.Continue(null, stop.Token);
            stopping.Join();
            if (state.Tokens > 0 && !training.IsDone)
            {
                TrainingOptions shorter = options with { Epochs = state.Epoch + 1 };
                return (Saved(corpus, shorter, training, state), shorter);
            }
        }
    }

    private static byte[] Saved(EncodedCorpus corpus, TrainingOptions options, IResumable training, TrainingProgress state)
    {
        using var file = new MemoryStream();
        CheckpointFile.Write(
            file,
            Headers.Of(corpus, options) with
            {
                Notes = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "zoo" },
                Progress = state,
                StateBytes = StateMeter.Measure(training),
            },
            training);
        return file.ToArray();
    }

    /// <returns>Whether it was resumed to the end.</returns>
    private static bool TryContinue(EncodedCorpus corpus, TrainingOptions options, byte[] bytes)
    {
        using ITraining training = new Trainer(corpus, options).NewTraining();
        try
        {
            CheckpointFile.Load("forged", training, _ => new MemoryStream(bytes));
            using var stop = new CancellationTokenSource(Patience);
            _ = training.Continue(null, stop.Token);
        }
        catch (Exception fault) when (fault is TalpaException)
        {
            return false;
        }

        Assert.True(training.IsDone, "it runs forever");
        return true;
    }

    /// <summary>Opens it as a file and resumes briefly, because it may specify many epochs.</summary>
    private static void RequireOrder(EncodedCorpus corpus, byte[] bytes, string change)
    {
        using var folder = new TemporaryFolder();
        folder.Write("000001.checkpoint", bytes);
        try
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
            _ = Trainer.Resume(corpus, Checkpoint.Open(folder.Folder)).Run(cancellationToken: stop.Token);
        }
        catch (Exception fault)
        {
            Assert.True(fault is TalpaException, $"{change}: {fault}");
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    private static byte[] WithNumber(byte[] bytes, int at, int size, ulong number)
    {
        byte[] forged = [.. bytes];
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(all, number);
        all[..size].CopyTo(forged.AsSpan(at));
        return Sealed(forged);
    }

    private static byte[] WithHeader(byte[] bytes, int length, string json)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        byte[] forged = [.. bytes.AsSpan(0, PrefixBytes), .. header, .. bytes.AsSpan(PrefixBytes + length)];
        BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(12), header.Length);
        return Sealed(forged);
    }

    private static byte[] Sealed(byte[] bytes)
    {
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumBytes)).CopyTo(bytes.AsSpan(bytes.Length - ChecksumBytes));
        return bytes;
    }

    private static IEnumerable<string> Fields(JsonNode node, string path) => node is JsonObject fields
        ? fields.SelectMany(field => field.Value is JsonObject inner ? Fields(inner, $"{path}/{field.Key}").Prepend($"{path}/{field.Key}") : [$"{path}/{field.Key}"])
        : [];

    private static string Changed(string json, string path, Action<JsonObject, string> change)
    {
        JsonNode root = JsonNode.Parse(json)!;
        string[] names = path[1..].Split('/');
        JsonObject parent = names[..^1].Aggregate(root.AsObject(), (node, name) => node[name]!.AsObject());
        change(parent, names[^1]);
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
