using System.Text;

namespace Talpa.Tests.Formats;

/// <summary>Vectors of fastText models, compared with those that fastText prints.</summary>
internal static class FastTextModels
{
    /// <summary>fastText prints five digits: half of the last one, of the number.</summary>
    private const float PrintedDigits = 5.1e-5f;

    /// <summary>What the order of a sum changes.</summary>
    private const float Rounding = 1e-7f;

    /// <summary>Words that no model has, of several scripts and lengths.</summary>
    public static IReadOnlyList<string> Unseen { get; } = ["Maulwürfe", "unmoled", "土竜たち", "x", "<mole>", "😀😀", "e\u0301te\u0301", "преступница"];

    /// <summary>Writes a text of invented sentences with words of several scripts, and labels if wanted.</summary>
    public static string WriteText(TemporaryFolder folder, string label = "")
    {
        string[][] groups =
        [
            ["mole", "badger", "shrew", "Maulwurf", "été"], ["digs", "sleeps", "waits", "hides"], ["garden", "meadow", "burrow", "土竜", "groß"], ["😀", "a", "of", "the"],
        ];
        var random = new Random(1);
        var text = new StringBuilder();
        for (int line = 0; line < 300; line++)
        {
            _ = text.Append(label.Length > 0 ? $"{label}{line % 3} " : "");
            for (int word = 0; word < 8; word++)
            {
                string[] group = groups[(line + word) % groups.Length];
                _ = text.Append(group[random.Next(group.Length)]).Append(word % 3 == 2 ? random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture) : "").Append(' ');
            }

            _ = text.Append('\n');
        }

        return folder.Write("text.txt", Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Asserts that the vectors of all words, and of words that the model does not have, are those that fastText prints.</summary>
    public static void RequireEqualToFastText(string model, WordVectors vectors)
    {
        string[] known = [.. vectors.Vocabulary.Words.Where(word => !word.Contains('\uFFFD', StringComparison.Ordinal))];
        float[][] expected = FastText.VectorsOf(model, known);
        for (int i = 0; i < known.Length; i++)
        {
            RequireClose(expected[i], vectors[known[i]], known[i]);
        }

        RequireUnseenEqual(vectors, Unseen, FastText.VectorsOf(model, Unseen));
    }

    /// <summary>Asserts that composed vectors are those expected, zeros where there is none.</summary>
    public static void RequireUnseenEqual(WordVectors vectors, IReadOnlyList<string> words, IReadOnlyList<float[]> expected)
    {
        for (int i = 0; i < words.Count; i++)
        {
            float[] composed = new float[vectors.Dimension];
            int ngrams = 0;
            bool isComposed = vectors.Subwords?.TryCompose(words[i], composed, out ngrams) == true;
            Assert.Equal(isComposed, ngrams > 0);
            RequireClose(expected[i], composed, words[i]);
        }
    }

    /// <summary>Asserts that two vectors are equal but for the digits that are not printed.</summary>
    public static void RequireClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string word)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= (PrintedDigits * Math.Abs(expected[i])) + Rounding, $"{word}, number {i}: {expected[i]} expected, {actual[i]} found");
        }
    }

    /// <summary>Offset and bytes of each number of a model, but for those of rows, codes and centroids, and of all words but the first.</summary>
    public static IEnumerable<(int Offset, int Size)> NumbersOf(byte[] model)
    {
        const int Arguments = 8;
        const int Sizes = Arguments + 56;
        const int Words = Sizes + 28;
        for (int at = 0; at < Arguments + 48; at += sizeof(int))
        {
            yield return (at, sizeof(int));
        }

        foreach ((int offset, int size) in ((int, int)[])[(Arguments + 48, 8), (Sizes, 4), (Sizes + 4, 4), (Sizes + 8, 4), (Sizes + 12, 8), (Sizes + 20, 8)])
        {
            yield return (offset, size);
        }

        int count = Array.IndexOf(model, (byte)0, Words) + 1;
        yield return (count, sizeof(long));
        yield return (count + sizeof(long), 1);
        int matrix = EndOfDictionary(model, Words, BitConverter.ToInt32(model, Sizes), BitConverter.ToInt64(model, Sizes + 20));
        yield return (matrix, 1);
        foreach ((int offset, int size) in NumbersOfMatrix(model, matrix + 1, isQuantised: model[matrix] == 1))
        {
            yield return (offset, size);
        }
    }

    private static int EndOfDictionary(byte[] model, int start, int entries, long pruned)
    {
        int at = start;
        for (int entry = 0; entry < entries; entry++)
        {
            at = Array.IndexOf(model, (byte)0, at) + 1 + sizeof(long) + 1;
        }

        return at + (int)(8 * Math.Max(0, pruned));
    }

    private static IEnumerable<(int Offset, int Size)> NumbersOfMatrix(byte[] model, int start, bool isQuantised)
    {
        if (!isQuantised)
        {
            yield return (start, sizeof(long));
            yield return (start + sizeof(long), sizeof(long));
            yield break;
        }

        yield return (start, 1);
        yield return (start + 1, sizeof(long));
        yield return (start + 9, sizeof(long));
        yield return (start + 17, sizeof(int));
        int centroids = start + 21 + BitConverter.ToInt32(model, start + 17);
        for (int at = centroids; at < centroids + 16; at += sizeof(int))
        {
            yield return (at, sizeof(int));
        }
    }
}
