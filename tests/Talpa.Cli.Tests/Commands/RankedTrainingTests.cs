using System.Runtime.InteropServices;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Tests.Commands;

/// <summary>talpa train and talpa resume under mpirun.</summary>
public sealed class RankedTrainingTests : IDisposable
{
    private const string OpenMpi = "openmpi --oversubscribe --bind-to none --mca mpi_yield_when_idle 1";
    private const string Mpich = "mpich -bind-to none";

    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-mpirun-").FullName;

    [Theory]
    [InlineData(OpenMpi, 3, "--objective exact --epochs 2")]
    [InlineData(Mpich, 2, "--objective exact --epochs 2")]
    [InlineData(OpenMpi, 2, "--objective negative --shards 4 --epochs 1")]
    [InlineData(Mpich, 2, "--objective negative --shards 4 --epochs 1 --arch cbow")]
    public void Ranks_write_the_vectors_of_one_process(string mpi, int ranks, string options)
    {
        WriteText();
        string training = $"train 'part-*.txt' --dim 8 --min-count 1 {options} --quiet";
        Session alone = Session.Run(["train", Path.Combine(_folder, "part-*.txt"), "--dim", "8", "--min-count", "1", .. options.Split(' '), "--quiet", "-o", Path.Combine(_folder, "alone.talpa")]);
        Assert.True(alone.Code == ExitCode.Done, alone.Error);

        RequireSuccess(Job(mpi, ranks, $"{training} -o ranks.talpa"));

        TrainedModel expected = Load("alone.talpa"), actual = Load("ranks.talpa");
        Assert.Equal(expected.Vocabulary.Words, actual.Vocabulary.Words);
        Assert.True(Bytes(expected.Vectors).SequenceEqual(Bytes(actual.Vectors)));
        Assert.True(MemoryMarshal.AsBytes<float>(expected.OutputVectors!.Padded).SequenceEqual(MemoryMarshal.AsBytes<float>(actual.OutputVectors!.Padded)));
        Assert.Equal(["alone.talpa", "part-0.txt", "part-1.txt", "part-2.txt", "part-3.txt", "ranks.talpa"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rank_0_alone_reports()
    {
        WriteText();
        using TalpaProcess job = Job(OpenMpi, 2, "train 'part-*.txt' --dim 8 --min-count 1 --objective exact --epochs 1 -o v.talpa");

        Assert.True(job.WaitForExit() == 0, job.Error);
        Assert.Matches(@"(?m)^ranks +2 on 1 host, \d+ threads? each, Open MPI v4", job.Out);
        Assert.Single(job.Out.Split('\n'), line => line.StartsWith("read ", StringComparison.Ordinal));
        Assert.Single(job.Out.Split('\n'), line => line.StartsWith("saved ", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', job.Out);
        Assert.DoesNotContain('\u001b', job.Error);
    }

    [Fact]
    public void A_training_that_the_memory_of_a_host_does_not_hold_is_refused_before_it_begins()
    {
        Require(OpenMpi);
        WriteText();

        // A limit of the heap is what .NET takes for the memory of the machine.
        using TalpaProcess job = TalpaProcess.RunShell(
            _folder, $"export DOTNET_GCHeapHardLimit=0x6000000; {MpiRun(OpenMpi, 2)} train 'part-*.txt' --own-text --min-count 1 --objective exact --epochs 1 -o v.talpa");

        Assert.Equal((int)ExitCode.Failed, job.WaitForExit());
        string host = System.Text.RegularExpressions.Regex.Escape(System.Environment.MachineName);
        Assert.Matches($@"(?m)^talpa: {host}: the training takes about \d+ MB of memory for 2 ranks there, but there are 101 MB; start fewer ranks on a host, .*; --over-memory tries it anyway$", job.Error);
        Assert.Matches($@"(?m)^talpa: note: rank 0 on {host} and rank 1 on {host} have read the same sentences;", job.Error);
        Assert.False(File.Exists(Path.Combine(_folder, "v.talpa")));
    }

    [Theory]
    [InlineData("train missing.txt", 3, "There is no file missing.txt")]
    [InlineData("train 'part-*.txt' --dim 0", 2, "--dim must be from")]
    [InlineData("train 'part-*.txt' --min-count 1 --objective negative --shards 3", 3, "The 3 shards of this training can't be divided among 2 processes")]
    [InlineData("train 'part-*.txt' --min-count 1 --objective exact --hold-out 10%", 3, "(--hold-out) is not supported when several processes train")]
    [InlineData("train 'part-*.txt' --min-count 1 --watch", 2, "--watch is not supported in a training of several processes")]
    public void A_fault_is_a_line_that_names_it(string command, int code, string message)
    {
        WriteText();
        using TalpaProcess job = Job(OpenMpi, 2, $"{command} -o v.talpa");

        Assert.Equal(code, job.WaitForExit());
        string line = Assert.Single(job.Error.Split('\n'), line => line.StartsWith("talpa: ", StringComparison.Ordinal) && !line.StartsWith("talpa: note: ", StringComparison.Ordinal));
        Assert.Contains(message, line);
        Assert.False(File.Exists(Path.Combine(_folder, "v.talpa")));
    }

    [Fact]
    public void A_job_whose_rank_is_killed_ends_and_leaves_a_checkpoint_that_another_number_of_ranks_resumes()
    {
        WriteText();
        Require(OpenMpi);

        // So many sweeps that it can't end by itself; the shell kills a rank when there is a checkpoint.
        string endless = $"{MpiRun(OpenMpi, 3)} train 'part-*.txt' --dim 8 --min-count 1 --objective exact --min-improvement 0 --epochs 10000 --checkpoint-every 100ms --quiet -o v.talpa";
        using (TalpaProcess job = TalpaProcess.RunShell(_folder, KilledAtCheckpoint(endless)))
        {
            Assert.NotEqual(0, job.WaitForExit());
        }

        string folder = Path.Combine(_folder, "v.talpa.checkpoint");
        double before = Checkpoint.Open(folder).Progress.Fraction;
        using (TalpaProcess job = TalpaProcess.RunShell(_folder, KilledAtCheckpoint($"{MpiRun(OpenMpi, 2)} resume v.talpa.checkpoint --checkpoint-every 100ms --quiet")))
        {
            Assert.NotEqual(0, job.WaitForExit());
        }

        Assert.True(Checkpoint.Open(folder).Progress.Fraction > before);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A script that starts a job, waits until its training has saved a checkpoint, and kills a rank, which is a child of mpirun.</summary>
    private static string KilledAtCheckpoint(string job) =>
        $$"""
        newest() { ls v.talpa.checkpoint 2>/dev/null | grep 'checkpoint$' | tail -n 1; }
        old=$(newest)
        {{job}} & job=$!
        until [ "$(newest)" != "$old" ] || ! kill -0 $job 2>/dev/null; do sleep 0.1; done
        pkill -9 -n -P $job
        wait $job
        """;

    private static string MpiRun(string mpi, int ranks) =>
        $"OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun.{mpi} -n {ranks} \"{TalpaProcess.Executable}\"";

    private static void Require(string mpi)
    {
        string name = $"mpirun.{mpi.Split(' ')[0]}";
        Assert.SkipUnless(
            (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))),
            $"{name} is not installed; scripts/install-test-needs installs it");
    }

    private static ReadOnlySpan<byte> Bytes(WordVectors vectors) => MemoryMarshal.AsBytes<float>(vectors.Matrix.Padded);

    private static void RequireSuccess(TalpaProcess process)
    {
        using (process)
        {
            Assert.True(process.WaitForExit() == 0, process.Error);
        }
    }

    private TalpaProcess Job(string mpi, int ranks, string command)
    {
        Require(mpi);
        return TalpaProcess.RunShell(_folder, $"{MpiRun(mpi, ranks)} {command}");
    }

    private TrainedModel Load(string name) => TrainedModel.Load(Path.Combine(_folder, name));

    /// <summary>Four files of two thousand words, which make two tiles.</summary>
    private void WriteText()
    {
        var random = new Random(4);
        for (int file = 0; file < 4; file++)
        {
            IEnumerable<string> lines = Enumerable.Range(0, 150 * (file + 1)).Select(_ => string.Join(' ', Enumerable.Range(0, 9).Select(_ => $"w{(int)(2000 * Math.Pow(random.NextDouble(), 1.5))}")));
            File.WriteAllLines(Path.Combine(_folder, $"part-{file}.txt"), lines);
        }
    }
}
