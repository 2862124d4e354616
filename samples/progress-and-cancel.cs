#:project ../src/Talpa/Talpa.csproj

// Show the progress of a training and cancel it. What was learned until then is a model like any other.
//   dotnet run samples/progress-and-cancel.cs          ends by itself after a third
//   dotnet run samples/progress-and-cancel.cs -- all   ends with Ctrl-C, or when all is done
using Talpa;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The process goes on, and the training returns.
    press.Cancel = true;
    stop.Cancel();
};

// Called about ten times a second on a thread of the training. Progress<T> would call it on the thread of a user interface.
var progress = new Reporter(state =>
{
    Console.WriteLine($"{state.Fraction,4:P0}  epoch {state.Epoch}  loss {state.MeanLoss:0.000}  {state.TokensPerSecond / 1e6:0.0} million tokens/s  {state.Remaining.TotalSeconds:0} s left");
    if (args is [] && state.Fraction > 0.33)
    {
        stop.Cancel();
    }
});

var options = new TrainingOptions { Dimension = 100, Epochs = 60, Objective = new NegativeSampling() };
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(Sentences(50_000)), options, progress, cancellationToken: stop.Token);

Console.WriteLine(model.Report!.IsComplete ? "all epochs are done" : $"cancelled after {model.Report.Tokens:N0} tokens");
Console.WriteLine($"mole: {string.Join(", ", model.Vectors.Nearest("mole", count: 2).Select(near => near.Word))}");

static IEnumerable<string> Sentences(int count)
{
    string[] diggers = ["mole", "badger", "vole"];
    string[] birds = ["robin", "crow", "owl"];
    var random = new Random(1);
    for (int i = 0; i < count; i++)
    {
        yield return random.Next(2) == 0 ? $"the {diggers[random.Next(3)]} digs a tunnel in the soil" : $"a {birds[random.Next(3)]} flies over the roof and sings";
    }
}

internal sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
