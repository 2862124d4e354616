#:project ../src/Talpa/Talpa.csproj

// Measure vectors: against people's judgements of pairs, by analogies, and by how well a model predicts text that it has not seen.
//   dotnet run samples/evaluate.cs
using Talpa;
using Talpa.Evaluation;

var options = new TrainingOptions { Dimension = 30, Objective = new ExactSoftmax { HoldOut = 0.05 } };
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(Sentences(20_000)), options);
string folder = Directory.CreateTempSubdirectory("talpa-").FullName;

// Pairs with scores, as in WordSim-353: rank correlation of cosines and scores.
string pairs = Path.Combine(folder, "pairs.tsv");
File.WriteAllText(pairs, "paris\trome\t9\nfrance\titaly\t9\ntokyo\tlima\t8\nparis\tfrance\t5\nrome\tjapan\t3\nlima\tbread\t1\n");
SimilarityResult similarity = SimilarityBenchmark.Read(pairs).Evaluate(model.Vectors);
Console.WriteLine($"similarity: Spearman {similarity.Spearman:0.00} for {similarity.Answered} of {similarity.Pairs} pairs");

// Questions in sections, as in questions-words.txt.
string questions = Path.Combine(folder, "questions.txt");
File.WriteAllText(questions, ": capitals\nparis france rome italy\nrome italy tokyo japan\ntokyo japan lima peru\nlima peru paris france\n");
AnalogyResult analogies = AnalogyBenchmark.Read(questions).Evaluate(model.Vectors);
Console.WriteLine($"analogies: {analogies.Total.Accuracy:P0} of {analogies.Total.Answered} questions");

// The text held out; perplexity is e to the mean loss of a pair.
Console.WriteLine($"held-out text: perplexity {model.Report!.HeldOut!.Perplexity:0.0} of {model.Vectors.Count} words");

static IEnumerable<string> Sentences(int count)
{
    (string City, string Country)[] places = [("paris", "france"), ("rome", "italy"), ("tokyo", "japan"), ("lima", "peru")];
    var random = new Random(1);
    for (int i = 0; i < count; i++)
    {
        (string city, string country) = places[random.Next(places.Length)];
        yield return random.Next(3) switch
        {
            0 => $"{city} is the capital city of {country}",
            1 => $"the streets of the city {city} are full of bread",
            _ => $"the land of {country} has mountains and a coast",
        };
    }
}
