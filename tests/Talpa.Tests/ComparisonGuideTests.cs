using Talpa.Comparisons;
using Talpa.Samples;

namespace Talpa.Tests;

/// <summary>The program of docs/compare-models.md, run unchanged. It uses paths relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed class ComparisonGuideTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-comparison");

    public ComparisonGuideTests() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_program_in_the_guide_finds_the_words_whose_use_differs()
    {
        string[] lines = [.. ZooText.Sentences(seed: 1, sentences: 4000)];
        await TrainAsync(lines, "a.talpa", seed: 1);
        await TrainAsync(lines, "a-2.talpa", seed: 2);
        await TrainAsync(lines, "a-3.talpa", seed: 3);
        await TrainAsync([.. lines.Select(line => string.Join(' ', line.Split(' ').Select(Exchange)))], "b.talpa", seed: 4);
        await File.WriteAllTextAsync("test.txt", TestOfTheGuide(), TestContext.Current.CancellationToken);
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
        Assert.Equal(6, answers.Length);
        Assert.Matches(@"^\d+ words, cosine 0\.\d+, between seeds 0\.\d+$", answers[0]);
        Assert.Equal(["mole", "soup"], answers[1..3].Select(answer => answer.Split(':')[0]).Order());
        Assert.All(answers[3].Split(": ")[1].Split(", "), near => Assert.Contains(near, ZooText.Groups["pets"]));
        Assert.Matches(@"^dog -0\.\d+, tiger 0\.\d+$", answers[4]);
        Assert.Matches(@"^effect size [12]\.\d+, p 0\.0", answers[5]);
    }

    [Fact]
    public void The_program_above_equals_that_in_the_guide()
    {
        string program = Guide().Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/ComparisonGuideTests.cs")).Select(line => line.Trim())];
        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static string Guide() => File.ReadAllText(Repository.Path("docs/compare-models.md"));

    private static string TestOfTheGuide() => "pets:" + Guide().Split("```\npets:")[1].Split("```")[0];

    private static async Task TrainAsync(string[] lines, string path, int seed)
    {
        TrainingOptions options = new() { Dimension = 20, Threads = 1, Seed = seed, Objective = new NegativeSampling() };
        (await Word2Vec.TrainAsync(TextSource.Lines(lines), options, cancellationToken: TestContext.Current.CancellationToken)).Save(path);
    }

    private static string Exchange(string word) => word switch { "mole" => "soup", "soup" => "mole", _ => word };

    private static void Run()
    {
        WordVectors a = WordVectors.Load("a.talpa");
        WordVectors b = WordVectors.Load("b.talpa");
        WordVectors[] seeds = [WordVectors.Load("a-2.talpa"), WordVectors.Load("a-3.talpa")];

        ModelComparison comparison = ModelComparison.Of(a, b, seeds, new ComparisonOptions { MinCount = 20 });
        Console.WriteLine($"{comparison.Words} words, cosine {comparison.Cosine:0.000}, between seeds {comparison.SeedCosine:0.000}");
        foreach (WordChange change in comparison.Movers(2))
        {
            Console.WriteLine($"{change.Word}: cosine {change.Cosine:0.00}, z {change.Score:0.0}, near {change.FirstNeighbours[0]} and {change.SecondNeighbours[0]}");
        }

        WordVectors rotated = VectorAlignment.Fit(a, b).Map(a);
        Console.WriteLine($"near B's cat: {string.Join(", ", rotated.Nearest(b["cat"], count: 3).Select(near => near.Word))}");

        WordAxis axis = WordAxis.Between(b, "cat", "lion");
        Console.WriteLine($"dog {axis.PositionOf("dog"):0.00}, tiger {axis.PositionOf("tiger"):0.00}");

        AssociationResult result = AssociationTest.Read("test.txt")[0].Evaluate(b);
        Console.WriteLine($"effect size {result.EffectSize:0.00}, p {result.PValue:0.0000}");
    }
}
