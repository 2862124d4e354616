#:project ../src/Talpa/Talpa.csproj

// Continues the training of a model with new text: old words keep their ids and what they learned, new words join them.
using Talpa;

string[] first = ["the mole digs a tunnel", "the badger digs a sett", "the mole eats a worm", "the badger eats a snail"];
string[] second = ["the vole digs a tunnel", "the vole eats a worm", "the badger eats a worm"];
var options = new TrainingOptions { Objective = new NegativeSampling(), Dimension = 16, Epochs = 20, Threads = 1 };
TrainedModel before = await Word2Vec.TrainAsync(Repeat(first), options);

// The options of the model, for the new text. Its vectors are drawn back a little, so that the new text does not overwrite them.
TrainingOptions toContinue = before.OptionsToContinue() with { Epochs = 20, Threads = 1 };
TrainedModel after = await Word2Vec.ContinueAsync(before, Repeat(second), toContinue);

Console.WriteLine($"{before.Vocabulary.Count} words, then {after.Vocabulary.Count}: {string.Join(", ", after.Vocabulary.Words.Skip(before.Vocabulary.Count))} joined");
Console.WriteLine($"snail did not occur again and did not move: {before.Vectors["snail"].SequenceEqual(after.Vectors["snail"])}");
Console.WriteLine($"vole is nearer to mole than to sett: {after.Vectors.Similarity("vole", "mole") > after.Vectors.Similarity("vole", "sett")}");

static TextSource Repeat(string[] lines) => TextSource.Lines(Enumerable.Repeat(lines, 100).SelectMany(each => each));
