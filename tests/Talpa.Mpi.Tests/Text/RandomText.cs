using System.Text;
using Talpa.Text;

namespace Talpa.Mpi.Tests.Text;

/// <summary>Small random texts in several files, some of them empty.</summary>
internal static class RandomText
{
    /// <summary>The contents of 1 to 9 files.</summary>
    public static string[] Files(Random random)
    {
        int words = random.Next(2, 60);
        return [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(4) == 0 ? "" : File(random, words)).Append("once upon\n")];
    }

    /// <summary>The files as a source of their own, so that each rank can open them.</summary>
    public static TextSource Source(IReadOnlyList<string> files, string name = "part") =>
        TextSource.Combine(files.Select((text, i) => TextSource.Stream(new MemoryStream(Encoding.UTF8.GetBytes(text)), $"{name}-{i}.txt")));

    /// <summary>The sentences of a text as words, in ordinal order.</summary>
    public static IEnumerable<string> Sentences(EncodedCorpus corpus)
    {
        var ids = new WordId[corpus.LongestChunk];
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            var sentence = new List<string>();
            foreach (WordId id in ids.AsSpan(0, corpus.ReadChunk(chunk, ids)).ToArray())
            {
                if (id == WordId.SentenceEnd)
                {
                    yield return string.Join(' ', sentence);
                    sentence.Clear();
                }
                else
                {
                    sentence.Add(corpus.Vocabulary[id.Value]);
                }
            }
        }
    }

    private static string File(Random random, int words)
    {
        var text = new StringBuilder();
        for (int sentence = random.Next(30); sentence > 0; sentence--)
        {
            // The square makes some words frequent. Letters of two bytes and words of more than 16 bytes are among them.
            text.AppendJoin(' ', Enumerable.Range(0, random.Next(12)).Select(_ => Word((int)(words * Math.Pow(random.NextDouble(), 2))))).Append('\n');
        }

        return text.ToString();
    }

    private static string Word(int number) => number % 7 == 3 ? $"größerundgrößer{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}" : $"{(char)('a' + (number % 26))}{(char)('ä' + (number / 26))}";
}
