namespace Talpa.Tests;

/// <summary>The program of docs/sentences.md, run unchanged. It uses paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed class SentencesGuideTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-sentences");

    public SentencesGuideTests() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_program_in_the_guide_finds_the_sentences_that_are_about_the_query()
    {
        string[] lines = ["the mole lives in a tunnel", "a ship sails over the sea", "the moon shines at night", "a mole digs a long tunnel"];
        CancellationToken token = TestContext.Current.CancellationToken;
        await File.WriteAllLinesAsync("corpus.txt", Enumerable.Repeat(lines, 30).SelectMany(each => each), token);
        TrainedModel model = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"), new() { Dimension = 20, Threads = 1 }, cancellationToken: token);
        model.Save("model.talpa");
        TextWriter console = Console.Out;
        await using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        string[] answers = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, answers.Length);
        Assert.All(answers, answer => Assert.Contains("mole", answer, StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_above_equals_that_in_the_guide()
    {
        string program = File.ReadAllText(Repository.Path("docs/sentences.md")).Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/SentencesGuideTests.cs")).Select(line => line.Trim())];
        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static void Run()
    {
        TrainedModel model = TrainedModel.Load("model.talpa");
        string[] sentences = File.ReadAllLines("corpus.txt");
        SentenceEncoder encoder = new SentenceEncoder(model).Fit(sentences);
        SentenceVectors encoded = encoder.EncodeAll(sentences);
        foreach (SentenceNeighbour near in encoded.Nearest(encoder.Encode("where does the mole live?"), count: 3))
        {
            Console.WriteLine($"{near.Similarity:0.00} {sentences[near.Index]}");
        }
    }
}
