#:project ../src/Talpa/Talpa.csproj

// Convert vectors between the formats of word2vec, GloVe, NumPy, safetensors and others, and store numbers in fewer bytes.
//   dotnet run samples/convert.cs                            writes random vectors in several formats
//   dotnet run samples/convert.cs -- vectors.bin out.talpa   converts a file
using Talpa;

if (args is [var input, var output])
{
    TrainedModel.Load(input).Save(output, new VectorWriteOptions());
    Console.WriteLine($"{output}: {new FileInfo(output).Length:N0} bytes");
    return;
}

const int Words = 2000;
const int Dimension = 100;
var random = new Random(1);
float[] numbers = [.. Enumerable.Range(0, Words * Dimension).Select(_ => random.NextSingle() - 0.5f)];
var vectors = new WordVectors(Enumerable.Range(0, Words).Select(i => $"word{i}"), Dimension, numbers);
string folder = Directory.CreateTempSubdirectory("talpa-").FullName;

// The ending of the name stands for the format; .gz or .zst may follow.
foreach (string name in (string[])["vectors.talpa", "vectors.bin", "vectors.vec.gz", "vectors.safetensors"])
{
    string path = Path.Combine(folder, name);
    vectors.Save(path);
    bool isSame = WordVectors.Load(path)["word7"].SequenceEqual(vectors["word7"]);
    Console.WriteLine($"{name,-20} {new FileInfo(path).Length,9:N0} bytes, {(isSame ? "the same numbers" : "other numbers")}");
}

// A .talpa file can store a number in 2 bytes, 1 byte or about half a byte.
TrainedModel model = TrainedModel.Load(Path.Combine(folder, "vectors.talpa"));
foreach (NumberStorage storage in (NumberStorage[])[NumberStorage.HalfPrecision, NumberStorage.ScaledBytes])
{
    string path = Path.Combine(folder, $"{storage}.talpa");
    model.Save(path, new VectorWriteOptions { Numbers = storage });
    float cosine = WordVectors.Load(path).Similarity("word7", "word8") - vectors.Similarity("word7", "word8");
    Console.WriteLine($"{storage,-20} {new FileInfo(path).Length,9:N0} bytes, a cosine differs by {Math.Abs(cosine):0.0000}");
}
