using System.IO.Hashing;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server;
using Talpa.Studio.Server.Observing;
using Talpa.Studio.Server.Replaying;
using Talpa.Studio.Server.Sampling;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Studio.Tests.Live;

public sealed class ReplayTests
{
    private const string Name = "vectors.talpa.replay";
    private const int Words = 50;

    [Fact]
    public void At_most_60_frames_are_kept_at_about_even_distances_with_the_first_and_the_last_one()
    {
        // Looks at uneven distances, as on a busy computer.
        var random = new Random(1);
        var history = new FrameHistory();
        long tokens = 0;
        for (int i = 0; i < 1000; i++)
        {
            history.Add(FrameAt(tokens, points: 1, number: i + 1));
            tokens += random.Next(1, 100);
        }

        long[] kept = [.. history.Frames.Select(frame => frame.Tokens)];
        Assert.Equal(FrameHistory.MaxFrames, kept.Length);
        Assert.Equal(0, kept[0]);
        Assert.Equal(1000, history.Frames[^1].Number);
        double even = (double)kept[^1] / (kept.Length - 1);
        Assert.All(kept.Zip(kept.Skip(1)), pair => Assert.InRange((pair.Second - pair.First) / even, 0, 2.5));
    }

    [Fact]
    public void A_frame_of_the_same_time_replaces_the_last_one()
    {
        var history = new FrameHistory();
        history.Add(FrameAt(0, 1, 1));
        history.Add(FrameAt(9, 1, 2));
        history.Add(FrameAt(9, 3, 3));
        Assert.Equal([1, 3], history.Frames.Select(frame => frame.Number));
    }

    [Fact]
    public void A_replay_is_read_as_it_was_written()
    {
        Replay replay = SomeReplay();
        Replay read = ReplayFile.Decode(ReplayFile.Encode(replay, Vectors()), Name, Vectors());
        Assert.Equal(replay.Ids, read.Ids);
        Assert.Equal(replay.Curve, read.Curve);
        Assert.Equal(replay.Status, read.Status);
        Assert.Equal(replay.Frames.Select(frame => (frame.Tokens, frame.Reach, frame.Unit)), read.Frames.Select(frame => (frame.Tokens, frame.Reach, frame.Unit)));
        Assert.All(replay.Frames.Zip(read.Frames), pair => Assert.Equal(pair.First.Positions, pair.Second.Positions));
        Assert.Equal(["word3"], read.Followed.Select(each => each.Word));
        Assert.Equal(["word7", "wört 9"], read.Followed[0].Snapshots[1].Neighbours.Select(each => each.Word));
    }

    [Fact]
    public void A_damaged_replay_is_refused_in_one_line_with_file_and_remedy()
    {
        const int Seed = 20261201;
        var random = new Random(Seed);
        byte[] whole = ReplayFile.Encode(SomeReplay(), Vectors());
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            byte[] damaged = whole[..(i < whole.Length && i % 2 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = 0; change < random.Next(1, 4) && damaged.Length > 0; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            // Half of them with the right checksum, so that what is behind it is reached.
            bool isRenewed = i % 4 < 2 && damaged.Length >= ReplayFile.ChecksumBytes;
            if (isRenewed)
            {
                _ = XxHash128.Hash(damaged.AsSpan(..^ReplayFile.ChecksumBytes), damaged.AsSpan(^ReplayFile.ChecksumBytes..));
            }

            try
            {
                _ = ReplayFile.Decode(damaged, Name, Vectors());

                // With the right checksum, the fields of gzip's header that have no effect may differ.
                Assert.True(isRenewed || damaged.AsSpan().SequenceEqual(whole), $"seed {Seed}, round {i}: the damaged replay is read");
            }
            catch (UnusableInputException fault)
            {
                refused++;
                Assert.True(fault.Message.StartsWith(Name, StringComparison.Ordinal) && fault.Message.Contains("train with --watch again", StringComparison.Ordinal) && !fault.Message.Contains('\n', StringComparison.Ordinal), $"seed {Seed}: {fault.Message}");
            }
        }

        Assert.InRange(refused, 560, 600);
    }

    [Fact]
    public void Content_that_is_not_a_replay_is_refused_whatever_it_declares()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        byte[] whole = ReplayContent.Encode(SomeReplay());
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = 0; change < random.Next(1, 4) && damaged.Length > 0; change++)
            {
                damaged[random.Next(Math.Min(damaged.Length, i % 2 == 0 ? 120 : int.MaxValue))] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                // A number of a point may be another one; that is what the checksum is for.
                _ = ReplayContent.Decode(damaged);
                Assert.True(damaged.Length == whole.Length, $"seed {Seed}, round {i}: a part of the content is read as a whole");
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }

        Assert.InRange(refused, 1000, 2000);
    }

    [Fact]
    public void The_replay_of_other_vectors_is_refused()
    {
        byte[] file = ReplayFile.Encode(SomeReplay(), Vectors());
        var others = new WordVectors(Vectors().Vocabulary.Words, 4, [.. Enumerable.Range(0, 4 * Words).Select(i => MathF.Cos(i))]);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => ReplayFile.Decode(file, Name, others));
        Assert.Contains("belongs to other vectors", fault.Message);
    }

    [Fact]
    public async Task Vectors_are_opened_with_their_replay_and_without_it_where_it_is_damaged()
    {
        string folder = Directory.CreateTempSubdirectory("talpa-replay").FullName;
        try
        {
            string path = Path.Combine(folder, "vectors.talpa");
            ReplayFile.Write(ReplayFile.PathOf(path), SomeReplay(), Vectors());
            var notes = new List<string>();
            using (LiveView view = SavedReplays.Open("vectors.talpa", Vectors(), path, null, notes.Add))
            {
                Update last = await FirstWithFrameAsync(view);
                Assert.Equal([0, 40, 100], last.Replay!.Tokens);
                Assert.Equal(100, last.Status!.Tokens);
                Assert.Equal(["word3"], last.Followed);
                Assert.Equal(40, view.ReplayFrame(1)!.Tokens);
                Assert.Null(view.ReplayFrame(3));
            }

            Assert.Empty(notes);
            await File.WriteAllTextAsync(ReplayFile.PathOf(path), "damaged", TestContext.Current.CancellationToken);
            using LiveView without = SavedReplays.Open("vectors.talpa", Vectors(), path, null, notes.Add);
            Assert.Null((await FirstWithFrameAsync(without)).Replay);
            Assert.Contains("vectors.talpa.replay, byte 0: this is not a replay", Assert.Single(notes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_record_of_a_watched_training_is_saved_and_opened_again()
    {
        string folder = Directory.CreateTempSubdirectory("talpa-replay").FullName;
        try
        {
            string path = Path.Combine(folder, "vectors.talpa");
            using var training = new LiveView("zoo", Vectors, new TrainingOptions { Objective = new NegativeSampling(), Epochs = 5 });
            training.Follow("word3");
            foreach (int tokens in new[] { 200, 600 })
            {
                training.Report(ProgressReports.After(tokens, total: 1000));
                _ = ((IObserved)training).Observe(isFinal: false, TimeSpan.Zero);
            }

            training.End(ProgressReports.After(1000, total: 1000), Vectors(), path);
            Assert.Equal(ReplayFile.PathOf(path), SavedReplays.Save(training, path));

            var notes = new List<string>();
            using LiveView opened = SavedReplays.Open("vectors.talpa", Vectors(), path, null, notes.Add);
            Update first = await FirstWithFrameAsync(opened);
            Assert.Empty(notes);
            Assert.Equal([200, 600, 1000], first.Replay!.Tokens.TakeLast(3));
            Assert.Equal((1000L, true), (first.Status!.Tokens, first.Status.End is not null));
            Assert.Equal(["word3"], first.Followed);
            for (int i = 0; i < first.Replay.Tokens.Count; i++)
            {
                Assert.Equal(training.ReplayFrame(i)!.Positions, opened.ReplayFrame(i)!.Positions);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Of_a_training_that_no_page_has_watched_nothing_is_saved()
    {
        using var training = new LiveView("zoo", Vectors, new TrainingOptions { Objective = new NegativeSampling(), Epochs = 5 });
        training.End(ProgressReports.After(1000, total: 1000), Vectors(), "vectors.talpa");
        Assert.Null(SavedReplays.Save(training, "vectors.talpa"));
    }

    [Fact]
    public void Only_a_replay_is_replaced_and_some_of_the_words_have_none()
    {
        string folder = Directory.CreateTempSubdirectory("talpa-replay").FullName;
        try
        {
            string path = Path.Combine(folder, "vectors.talpa");
            string file = ReplayFile.PathOf(path);
            ReplayFile.Write(file, SomeReplay(), Vectors());
            ReplayFile.Write(file, SomeReplay(), Vectors());
            var notes = new List<string>();
            using LiveView some = SavedReplays.Open("vectors.talpa", Vectors(), path, "--limit", notes.Add);
            Assert.Contains("not shown with --limit", Assert.Single(notes));

            File.WriteAllText(file, "a letter");
            Assert.Contains("is not a replay", Assert.Throws<UnwritableFileException>(() => ReplayFile.Write(file, SomeReplay(), Vectors())).Message);
            Assert.Equal("a letter", File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_replay_of_other_points_changes_nothing()
    {
        var drawn = new DrawnWords(Vectors().Vocabulary, 40);
        int[] sample = drawn.Ids();
        int[] others = [.. Enumerable.Range(0, Words).Except(sample)];
        var record = new TrainingRecord();
        Assert.False(record.TryRestore(SomeReplay() with { Ids = [.. sample, .. others, sample[0]] }, Vectors().Vocabulary, drawn));
        Assert.False(record.TryRestore(SomeReplay() with { Ids = [.. sample, others[0], Words] }, Vectors().Vocabulary, drawn));
        Assert.Equal(sample, drawn.Ids());
        Assert.Empty(record.Frames.Frames);
        Assert.True(record.TryRestore(SomeReplay() with { Ids = [.. sample, .. others] }, Vectors().Vocabulary, drawn));
        Assert.Equal([.. sample, .. others], drawn.Ids());
    }

    private static async Task<Update> FirstWithFrameAsync(LiveView view)
    {
        Update? first = null;
        await foreach (Update update in view.ChangesAsync(TestContext.Current.CancellationToken))
        {
            first ??= update;
            if (update.Frame is not null)
            {
                return update with { Followed = first.Followed };
            }
        }

        throw new InvalidOperationException("The view was closed.");
    }

    private static WordVectors Vectors() => new(Enumerable.Range(0, Words).Select(i => $"word{i}"), 4, [.. Enumerable.Range(0, 4 * Words).Select(i => MathF.Sin(i))]);

    private static Replay SomeReplay() => new(
        new TrainingStatus(100, 100, 3, 3, null, 0.01, new TrainingEnd(null, 2.5, 12)),
        [.. Enumerable.Range(0, Words)],
        [new CurvePoint(10, null, 5, 0.025), new CurvePoint(100, 2.5, 5, 0)],
        [new FollowedWord("word3", [new NeighbourSnapshot("word3", -1, 0, [new ScoredWord("word7", -1, 0.5f)]), new NeighbourSnapshot("word3", -1, 100, [new ScoredWord("word7", -1, 0.5f), new ScoredWord("wört 9", -1, -0.25f)])])],
        [FrameAt(0, 20, 1), FrameAt(40, Words, 2), FrameAt(100, Words, 3)]);

    private static Frame FrameAt(long tokens, int points, long number)
    {
        (double unit, byte[] positions) = QuantizedPoints.Encode([.. Enumerable.Range(0, 2 * points).Select(i => MathF.Sin(i + (tokens / 50f)))]);
        return new Frame(number, tokens, 1.2, 0.5, 0.1, unit, positions);
    }
}
