#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Trains in a loop, in one process, with every objective, with cancellations, with files written and read, and with the command interrupted by
// signals. Prints memory and handles every minute. Started by bench/soak, which passes the temporary folder and the command.
// The steps of the loop are the list below; add new ones there.
using System.Diagnostics;
using Talpa;
using Talpa.Formats;
using Talpa.Samples;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Vectors;

if (args.Length != 3)
{
    Console.Error.WriteLine("bench/soak [MINUTES]");
    return 2;
}

var time = TimeSpan.FromMinutes(double.Parse(args[0]));
string folder = args[1];
string command = args[2];
var random = new Random(1);
int cancels = 0;
int signals = 0;
string text = Path.Combine(folder, "text.txt");
File.WriteAllLines(text, ZooText.Sentences(seed: 1, sentences: 20_000));
var corpusOptions = new CorpusOptions { MinCount = 1, TemporaryFolder = folder };
using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(text), corpusOptions);
var small = new TrainingOptions { Corpus = corpusOptions, Dimension = 32, Threads = 2, Epochs = 2 };

(string Name, Action Run)[] steps =
[
    ("negative sampling", () => Train(small)),
    ("CBOW", () => Train(small with { Architecture = Architecture.Cbow })),
    ("hierarchical softmax", () => Train(small with { Objective = new HierarchicalSoftmax() })),
    ("shards", () => Train(small with { Shards = 4 })),
    ("full softmax", () => Train(small with { Objective = new FullSoftmax(), Epochs = 1 })),
    ("exact softmax", () => Train(small with { Objective = new ExactSoftmax(), Epochs = 3 })),
    ("cancelled training", () => Cancelled(small with { Epochs = 10_000 })),
    ("cancelled training in shards", () => Cancelled(small with { Epochs = 10_000, Shards = 4 })),
    ("cancelled exact softmax", () => Cancelled(small with { Objective = new ExactSoftmax(), Epochs = 1000 })),
    ("cancelled reading", CancelReading),
    ("files", WriteAndRead),
    ("saved, cancelled and resumed", () => SavedAndResumed(small with { Epochs = 20 })),
    ("saved, cancelled and resumed, in shards", () => SavedAndResumed(small with { Epochs = 20, Shards = 4 })),
    ("saved, cancelled and resumed, exact softmax", () => SavedAndResumed(small with { Objective = new ExactSoftmax(), Epochs = 60 })),
    ("interrupted command", () => InterruptCommand()),
    ("observed and interrupted command", () => InterruptCommand("--watch", "--no-browser", "--checkpoint-every", "200ms")),
];

using var self = Process.GetCurrentProcess();
long start = Stopwatch.GetTimestamp();
TimeSpan next = TimeSpan.FromMinutes(1);
int rounds = 0;
Console.WriteLine("minute  rounds  cancels  signals  working set MB  heap MB  handles  threads  files remaining");
while (Stopwatch.GetElapsedTime(start) < time)
{
    foreach ((string name, Action run) in steps)
    {
        try
        {
            run();
        }
        catch (Exception fault) // any type: the name of the step is printed
        {
            Console.Error.WriteLine($"{name}: {fault}");
            return 1;
        }

        if (Stopwatch.GetElapsedTime(start) >= next)
        {
            Report();
            next += TimeSpan.FromMinutes(1);
        }
    }

    rounds++;
}

Report();
return RemainingFiles().Length == 0 ? 0 : 1;

TrainingProgress Train(TrainingOptions options, CancellationToken cancellationToken = default) =>
    new Trainer(corpus, options).Run(cancellationToken: cancellationToken);

void Cancelled(TrainingOptions options)
{
    using var cancel = new CancellationTokenSource(random.Next(5, 300));
    if (Train(options, cancel.Token).Fraction < 1)
    {
        cancels++;
    }
}

void CancelReading()
{
    using var cancel = new CancellationTokenSource(random.Next(1, 60));
    try
    {
        EncodedCorpus.Encode(TextSource.File(text), corpusOptions, progress: null, cancel.Token).Dispose();
    }
    catch (OperationCanceledException)
    {
        cancels++;
    }
}

void WriteAndRead()
{
    WordVectors vectors = new Trainer(corpus, small).CurrentVectors(VectorSide.Input);
    foreach (VectorFileFormat format in Enum.GetValues<VectorFileFormat>())
    {
        string path = Path.Combine(folder, "vectors.npy");
        vectors.Save(path, format);
        _ = TrainedModel.Load(path);
        File.Delete(path);
        File.Delete(Path.Combine(folder, "vectors.vocab.txt"));
    }
}

void SavedAndResumed(TrainingOptions options)
{
    var checkpoints = new CheckpointOptions { Folder = Path.Combine(folder, "checkpoints"), Every = TimeSpan.FromMilliseconds(5) };
    using (var cancel = new CancellationTokenSource(random.Next(5, 300)))
    {
        if (new Trainer(corpus, options) { Checkpoints = checkpoints }.Run(cancellationToken: cancel.Token).Fraction < 1)
        {
            cancels++;
        }
    }

    if (Checkpoint.Exists(checkpoints.Folder))
    {
        Trainer resumed = Trainer.Resume(corpus, Checkpoint.Open(checkpoints.Folder));
        resumed.Checkpoints = checkpoints;
        _ = resumed.Run();
        Checkpoint.Remove(checkpoints.Folder);
    }
}

void InterruptCommand(params string[] more)
{
    string output = Path.Combine(folder, "vectors.talpa");
    using Process training = Process.Start(new ProcessStartInfo(command, ["train", text, "-o", output, "--epochs", "10000", "--min-count", "1", "--quiet", .. more]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    Thread.Sleep(random.Next(100, 2500));

    // Not SIGINT, which processes started in the background of a shell ignore, as do their children.
    using (Process kill = Process.Start("kill", ["-TERM", $"{training.Id}"]))
    {
        kill.WaitForExit();
    }

    training.OutputDataReceived += (_, _) => { };
    training.BeginOutputReadLine();
    _ = training.StandardError.ReadToEnd();
    training.WaitForExit();

    // Before the program has installed its handler, the signal terminates it: 128 + 15.
    if (training.ExitCode is not (130 or 143))
    {
        throw new InvalidOperationException($"the interrupted command ended with exit code {training.ExitCode}");
    }

    signals++;
    if (File.Exists(output))
    {
        _ = TrainedModel.Load(output);
        File.Delete(output);
    }

    // The checkpoint of the interrupted training remains, as intended.
    if (Directory.Exists(output + ".checkpoint"))
    {
        _ = Checkpoint.Open(output + ".checkpoint");
        Directory.Delete(output + ".checkpoint", recursive: true);
    }
}

void Report()
{
    GC.Collect();
    self.Refresh();
    string[] remaining = RemainingFiles();
    Console.WriteLine(
        $"{Stopwatch.GetElapsedTime(start).TotalMinutes,6:0.0}  {rounds,6}  {cancels,7}  {signals,7}  {self.WorkingSet64 / 1e6,14:0.0}  {GC.GetTotalMemory(forceFullCollection: false) / 1e6,7:0.0}  {self.HandleCount,7}  {self.Threads.Count,7}  {remaining.Length}{(remaining.Length > 0 ? ": " + string.Join(' ', remaining) : "")}");
    Console.Out.Flush();
}

string[] RemainingFiles() => [.. Directory.EnumerateFileSystemEntries(folder).Where(path => path != text)];
