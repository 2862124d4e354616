#:project ../src/Talpa/Talpa.csproj

// Load vectors and query them. Files of word2vec, fastText, GloVe and others are recognised by their content.
//   dotnet run samples/load-and-ask.cs                        with four small vectors
//   dotnet run samples/load-and-ask.cs -- vectors.bin king    with a file of your own
using Talpa;

string path = args.Length > 0 ? args[0] : Small();
string word = args.Length > 1 ? args[1] : "king";

// A .talpa file is mapped and not copied, so that a large one is ready at once, and processes share it. Others are read.
WordVectors vectors = TrainedModel.Map(path).Vectors;
Console.WriteLine($"{vectors.Count} words, {vectors.Dimension} numbers each");
try
{
    ReadOnlySpan<float> vector = vectors[word];
    Console.WriteLine($"{word}: {vector[0]:0.00} …, nearest: {string.Join(", ", vectors.Nearest(word, count: 2))}");

    // One pass over the vectors for many words.
    string[] first = [.. vectors.Vocabulary.Words.Take(3)];
    foreach ((string each, IReadOnlyList<Neighbour> near) in first.Zip(vectors.NearestToEach(first, count: 1)))
    {
        Console.WriteLine($"{each} -> {near[0].Word}");
    }

    if (args.Length == 0)
    {
        Console.WriteLine($"man is to king as woman is to {vectors.Analogy("man", "king", "woman")[0].Word}");
        Console.WriteLine(vectors.Similarity("quene", "king"));
    }
}
catch (UnknownWordException fault)
{
    Console.WriteLine($"{fault.Message} ({fault.Suggestions.Count} suggestions)");
}

static string Small()
{
    string path = Path.Combine(Directory.CreateTempSubdirectory("talpa-").FullName, "royals.talpa");
    new WordVectors(["man", "king", "woman", "queen"], 3, [2, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1]).Save(path);
    return path;
}
