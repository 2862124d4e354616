#:project ../src/Talpa/Talpa.csproj

// Save checkpoints and resume an interrupted training. It ends with the same numbers as one that was never interrupted.
//   dotnet run samples/resume.cs
using Talpa;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

string folder = Path.Combine(Directory.CreateTempSubdirectory("talpa-").FullName, "model.checkpoint");
string[] sentences = [.. Enumerable.Range(0, 20_000).Select(i => i % 3 == 0 ? "the mole digs a tunnel" : i % 3 == 1 ? "the owl flies at night" : "a mole eats a worm")];
var options = new TrainingOptions { Dimension = 50, Epochs = 100, Objective = new NegativeSampling() };

// Word2Vec.TrainAsync does these two steps. Here they are separate, because the trainer has the checkpoints.
using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(sentences), options.Corpus);
using var stop = new CancellationTokenSource();
var trainer = new Trainer(corpus, options) { Checkpoints = new CheckpointOptions { Folder = folder, Every = TimeSpan.FromMinutes(5) } };
TrainingProgress end = trainer.Run(new Reporter(state => Cancel(stop, state)), stop.Token);
Console.WriteLine($"interrupted: {end.Fraction is > 0 and < 1}");

// Later, perhaps in another process: the same text, and the newest checkpoint that is whole.
Checkpoint checkpoint = Checkpoint.Open(folder);
using EncodedCorpus again = EncodedCorpus.Encode(TextSource.Lines(sentences), checkpoint.Options.Corpus);
var resumed = Trainer.Resume(again, checkpoint);
TrainedModel model = TrainedModel.From(resumed, resumed.Run());
Checkpoint.Remove(folder);
Console.WriteLine($"resumed and complete: {model.Report!.IsComplete}");

TrainedModel whole = await Word2Vec.TrainAsync(TextSource.Lines(sentences), options);
Console.WriteLine($"the same numbers as without an interruption: {model.Vectors["mole"].SequenceEqual(whole.Vectors["mole"])}");

static void Cancel(CancellationTokenSource stop, TrainingProgress state)
{
    if (state.Fraction > 0.1)
    {
        stop.Cancel();
    }
}

internal sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
