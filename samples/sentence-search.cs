#:project ../src/Talpa/Talpa.csproj

// Search sentences by meaning: a sentence is the weighted mean of its words' vectors. Prints the nearest lines to a question.
//   dotnet run samples/sentence-search.cs                                        in ten built-in sentences
//   dotnet run samples/sentence-search.cs -- notes.txt "where is the ladder?"    in the lines of a file
using Talpa;

string[] lines = args.Length > 0 ? [.. File.ReadLines(args[0]).Where(line => line.Trim().Length > 0)] : Lines();
string question = args.Length > 1 ? args[1] : "animals under the ground";

// Ten sentences are too few to learn from, so they are repeated; a file of some thousand lines is not.
IEnumerable<string> text = lines.Length < 1000 ? Enumerable.Repeat(lines, 200).SelectMany(each => each) : lines;
var options = new TrainingOptions { Dimension = 50, Subwords = new SubwordOptions(), Corpus = new CorpusOptions { Lowercase = true } };
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(text), options);

// Fit removes what all sentences have in common; of ten sentences that would be their subject.
SentenceEncoder encoder = new(model);
encoder = lines.Length < 100 ? encoder : encoder.Fit(lines);
SentenceVectors vectors = encoder.EncodeAll(lines);
foreach (SentenceNeighbour near in vectors.Nearest(encoder.Encode(question), count: 3))
{
    Console.WriteLine($"{near.Similarity:0.00}  {lines[near.Index]}");
}

static string[] Lines() =>
[
    "the mole digs a tunnel under the ground", "animals such as the badger live under the ground", "a mole is an animal that eats worms",
    "the ship sails over the sea", "the sailor sees a ship on the sea", "waves of the sea reach the harbour",
    "the baker sells bread and cake", "fresh bread from the oven of the baker", "she eats cake and drinks tea", "tea and bread for breakfast",
];
