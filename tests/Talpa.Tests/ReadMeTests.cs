using Talpa;

namespace Talpa.Tests;

/// <summary>The programs of the README and of the guide to subwords, run unchanged. They use paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
[CollectionDefinition(nameof(ReadMeTests), DisableParallelization = true)]
public sealed class ReadMeTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-readme");

    public ReadMeTests() => Directory.SetCurrentDirectory(_folder.FullName);

    [Fact]
    public async Task The_programs_in_the_README_train_save_load_and_find_neighbours()
    {
        await File.WriteAllTextAsync("corpus.txt", string.Join('\n', Enumerable.Repeat("a mole digs a tunnel", 20)), TestContext.Current.CancellationToken);
        TextWriter console = Console.Out;
        await using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await TrainAndSaveAsync();
            LoadAndQuery();
            SearchSentences();
        }
        finally
        {
            Console.SetOut(console);
        }

        string[] lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("a: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("mole: ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" a mole digs a tunnel", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_programs_above_equal_those_in_the_README()
    {
        string[] parts = File.ReadAllText(Repository.Path("README.md")).Split("```csharp\n")[1..];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/ReadMeTests.cs")).Select(line => line.Trim())];

        string[] lines = [.. parts.SelectMany(part => part.Split("\n```")[0].Split('\n')).Where(line => line.Trim().Length > 1)];
        Assert.Equal(3, parts.Length);
        Assert.InRange(lines.Length, 5, 20);
        Assert.All(lines, line => Assert.Contains(line.Trim(), here));
    }

    [Fact]
    public async Task The_program_in_the_guide_to_subwords_composes_vectors()
    {
        await File.WriteAllTextAsync("corpus.txt", string.Join('\n', Enumerable.Repeat("a king digs a tunnel", 20)), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("glove.txt", "king 1 2\nqueen 3 4\n", TestContext.Current.CancellationToken);
        TextWriter console = Console.Out;
        await using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            Assert.NotNull((await ComposeAsync()).Subwords);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Matches("^composed from [1-9][0-9]* n-grams", written.ToString());
        string program = File.ReadAllText(Repository.Path("docs/subwords.md")).Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/ReadMeTests.cs")).Select(line => line.Trim())];
        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static async Task<WordVectors> ComposeAsync()
    {
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"), new() { Subwords = new() });
        float[] vector = new float[model.Vectors.Dimension];
        if (model.Vectors.TryGetVector("mispeling", vector, out int ngrams))
        {
            Console.WriteLine($"composed from {ngrams} n-grams");
        }

        WordVectors glove = WordVectors.Load("glove.txt").WithSubwords();
        return glove;
    }

    private static async Task TrainAndSaveAsync()
    {
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"), new() { Dimension = 100 });
        model.Save("model.talpa");
    }

    private static void LoadAndQuery()
    {
        TrainedModel model = TrainedModel.Load("model.talpa");
        foreach (string word in model.Tokenize("a mole!").Where(model.Vectors.Contains))
        {
            Console.WriteLine($"{word}: {string.Join(", ", model.Vectors.Nearest(word, 3))}");
        }
    }

    private static void SearchSentences()
    {
        TrainedModel model = TrainedModel.Load("model.talpa");
        string[] sentences = File.ReadAllLines("corpus.txt");
        SentenceEncoder encoder = new SentenceEncoder(model).Fit(sentences);
        SentenceVectors encoded = encoder.EncodeAll(sentences);
        SentenceNeighbour nearest = encoded.Nearest(encoder.Encode("where does the mole live?"))[0];
        Console.WriteLine($"{nearest.Similarity:0.00} {sentences[nearest.Index]}");
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }
}
