using Talpa.Formats;

namespace Talpa.Tests;

/// <summary>The program of docs/library.md, run unchanged. It uses a path relative to the current folder, so no other test runs at the same time.</summary>
[Collection(nameof(ReadMeTests))]
public sealed class LibraryGuideTests : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talpa-guide");

    public LibraryGuideTests() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_program_in_the_guide_trains_saves_and_answers()
    {
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

        string[] lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("9 words, True, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines[1].Split(", ").Length);
        Assert.Contains(lines[2], (string[])["mole", "badger", "tunnel"]);
        Assert.Equal("the word 'mol' is not in the vocabulary; spelled like it: 'mole'", lines[3]);
        Assert.Equal(4 + 9, lines.Length);
    }

    [Fact]
    public void The_program_above_equals_that_in_the_guide()
    {
        string program = File.ReadAllText(Repository.Path("docs/library.md")).Split("```csharp\n")[1].Split("\n```")[0];
        string[] here = [.. File.ReadLines(Repository.Path("tests/Talpa.Tests/LibraryGuideTests.cs")).Select(line => line.Trim())];
        Assert.All(program.Split('\n').Where(line => line.Trim().Length > 1), line => Assert.Contains(line.Trim(), here));
    }

    private static async Task RunProgramAsync()
    {
        string[] lines = ["the mole digs a tunnel", "the badger digs a sett", "a mole eats a worm"];
        TextSource text = TextSource.Lines(Enumerable.Repeat(lines, 200).SelectMany(each => each));
        TrainedModel model = await Word2Vec.TrainAsync(text, new TrainingOptions { Dimension = 20, Threads = 1 });
        model.Save("moles.talpa");

        WordVectors vectors = model.Vectors;
        try
        {
            vectors = WordVectors.Load("moles.talpa");
            Console.WriteLine($"{vectors.Count} words, {vectors.Contains("mole")}, {vectors.Similarity("mole", "badger"):0.00}");
            Console.WriteLine(string.Join(", ", vectors.Nearest(["mole", "sett"], ["badger"], count: 3)));
            Console.WriteLine(vectors.OddOneOut(["mole", "badger", "tunnel"]));
            Console.WriteLine(vectors.Nearest("mol")[0]);
        }
        catch (TalpaException fault)
        {
            Console.WriteLine(fault.Message);
        }

        foreach ((string word, ReadOnlyMemory<float> vector) in vectors)
        {
            Console.WriteLine($"{word} {vector.Span[0]:0.000}");
        }
    }
}
