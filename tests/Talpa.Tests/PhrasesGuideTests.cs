namespace Talpa.Tests;

/// <summary>The program of docs/phrases.md, run unchanged. It uses paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed class PhrasesGuideTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-phrases");

    public PhrasesGuideTests() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_program_in_the_guide_joins_what_belongs_together()
    {
        string[] lines = ["He lives in New York", "She is from New York", "He closed the bank of America", "She is in the bank of America", "A man in a boat"];
        await File.WriteAllLinesAsync("corpus.txt", Enumerable.Repeat(lines, 20).SelectMany(each => each), TestContext.Current.CancellationToken);
        TextWriter console = Console.Out;
        await using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        string[] answers = written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(answers, answer => answer.StartsWith("new_york 1.00 40", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.StartsWith("bank_of_america 1.00 40", StringComparison.Ordinal));
        Assert.Equal(["the bank_of_america in new_york", "she lives in new_york"], answers[^2..]);
    }

    [Fact]
    public void The_program_above_equals_that_in_the_guide()
    {
        string program = File.ReadAllText(Repository.Path("docs/phrases.md")).Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/PhrasesGuideTests.cs")).Select(line => line.Trim())];
        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static async Task Run()
    {
        TextSource text = TextSource.File("corpus.txt");
        var options = new CorpusOptions
        {
            Lowercase = true,
            Phrases = new PhraseOptions { Scoring = PhraseScoring.NormalizedPmi, Threshold = 0.8, Connectors = ["of", "the"] },
        };
        Phrases phrases = Phrases.Learn(text, options);
        foreach (Phrase phrase in phrases.Items)
        {
            Console.WriteLine($"{phrase.Text} {phrase.Score:0.00} {phrase.Count}");
        }

        Console.WriteLine(string.Join(' ', phrases.Join(["the", "bank", "of", "america", "in", "new", "york"])));
        TrainedModel model = await Word2Vec.TrainAsync(text, new TrainingOptions { Corpus = options, Dimension = 20 });
        Console.WriteLine(string.Join(' ', model.Tokenize("She lives in New York.")));
    }
}
