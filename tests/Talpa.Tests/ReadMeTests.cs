using Talpa;

namespace Talpa.Tests;

/// <summary>The README's program, run as it stands there: it names a file relative to the current folder, so nothing else runs meanwhile.</summary>
[Collection(nameof(ReadMeTests))]
[CollectionDefinition(nameof(ReadMeTests), DisableParallelization = true)]
public sealed class ReadMeTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-readme");

    public ReadMeTests() => Directory.SetCurrentDirectory(_folder.FullName);

    [Fact]
    public async Task The_program_in_the_README_finds_neighbours()
    {
        await File.WriteAllTextAsync("corpus.txt", string.Join('\n', Enumerable.Repeat("the mole digs a tunnel", 20)), TestContext.Current.CancellationToken);
        TextWriter console = Console.Out;
        await using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await RunProgramAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(4, written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void The_program_above_is_the_one_in_the_README()
    {
        string readMe = File.ReadAllText(Repository.Path("README.md"));
        string program = readMe.Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/ReadMeTests.cs")).Select(line => line.Trim())];

        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static async Task RunProgramAsync()
    {
        WordVectors vectors = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"), new() { Dimension = 100 });
        foreach (Neighbour neighbour in vectors.Nearest("mole", 10))
        {
            Console.WriteLine(neighbour);
        }
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }
}
