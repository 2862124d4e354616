using Talpa.Mpi.Text;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Tests.Text;

/// <summary>The chunks of a text whose sentences several ranks have.</summary>
public sealed class RankedChunksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talpa-chunks-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void They_are_those_of_one_process(int ranks)
    {
        // Files that end inside of a chunk, have several chunks, or no word that is kept; the last chunk is short.
        var random = new Random(ranks);
        int[] sentences = [300, 30_000, 0, 7, 12_000, 1, 9_000];
        for (int file = 0; file < sentences.Length; file++)
        {
            IEnumerable<string> lines = Enumerable.Range(0, sentences[file]).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"w{random.Next(50)}")));
            File.WriteAllLines(Path.Combine(_folder, $"{file}.txt"), sentences[file] == 0 ? ["once"] : lines);
        }

        var text = TextSource.Glob(Path.Combine(_folder, "*.txt"));
        var options = new CorpusOptions { MinCount = 2 };
        using EncodedCorpus whole = EncodedCorpus.Encode(text, options, cancellationToken: TestContext.Current.CancellationToken);
        string[] expected = [.. Chunks(new LocalChunks(whole))];
        Assert.True(expected.Length > 3);

        string[][] actual = ThreadRanks.Run(ranks, group => Read(group, text, options));

        Assert.All(actual, chunks => Assert.Equal(expected, chunks));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Read(IRankGroup group, TextSource text, CorpusOptions options)
    {
        var shared = RankText.Shared(group, text);
        using EncodedCorpus corpus = RankCorpus.Encode(group, shared, options);
        return [.. Chunks(new RankedChunks(group, corpus, shared))];
    }

    /// <summary>Each chunk as a line: the tokens before it, and its ids.</summary>
    private static IEnumerable<string> Chunks(IChunkedText text)
    {
        var ids = new WordId[text.LongestChunk];
        for (int chunk = 0; chunk < text.ChunkCount; chunk++)
        {
            int length = text.ReadChunk(chunk, ids);
            yield return $"{text.TokensBefore(chunk)}: {string.Join(' ', ids.Take(length).Select(id => id.Value))}";
        }

        yield return $"{text.TokenCount}";
    }
}
