#:project ../src/Talpa/Talpa.csproj

// Query the vectors while they are trained: how the neighbours of a word come together.
//   dotnet run samples/watch.cs
// The command does this on a page in the browser: talpa train corpus.txt --watch
using Talpa;
using Talpa.Text;
using Talpa.Training;

var options = new TrainingOptions { Dimension = 50, Epochs = 100, Objective = new NegativeSampling() };
using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(Sentences(20_000)), options.Corpus);
var trainer = new Trainer(corpus, options);
Print(0);
TrainingProgress end = trainer.Run(new Reporter(state => Print(state.Fraction)));
Print(end.Fraction);

void Print(double fraction)
{
    // The vectors of this moment. Numbers are not copied and change further; lengths are measured at the first query, so ask for new vectors each time.
    WordVectors now = trainer.CurrentVectors();
    Console.WriteLine($"{fraction,5:P0}  mole: {string.Join(", ", now.Nearest("mole", count: 3).Select(near => $"{near.Word} {near.Similarity:0.00}"))}");
}

static IEnumerable<string> Sentences(int count)
{
    string[] diggers = ["mole", "badger", "vole", "shrew"];
    string[] birds = ["robin", "crow", "owl", "swallow"];
    var random = new Random(1);
    for (int i = 0; i < count; i++)
    {
        yield return random.Next(2) == 0 ? $"the {diggers[random.Next(4)]} digs a tunnel in the soil" : $"the {birds[random.Next(4)]} flies over a roof and sings";
    }
}

internal sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
