using System.Globalization;
using System.Text;

namespace Talpa.Tests.Formats;

/// <summary>word2vec files in the layout of gensim's save_word2vec_format: words are written unchanged.</summary>
internal static class GensimLike
{
    public static byte[] Binary(IReadOnlyList<string> words, int dimension, ReadOnlySpan<float> numbers, string recordEnd = "", bool asDouble = false)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{words.Count} {dimension}\n")));
        for (int row = 0; row < words.Count; row++)
        {
            file.Write(Encoding.UTF8.GetBytes(words[row] + " "));
            foreach (float number in numbers.Slice(row * dimension, dimension))
            {
                file.Write(asDouble ? BitConverter.GetBytes((double)number) : BitConverter.GetBytes(number));
            }

            file.Write(Encoding.UTF8.GetBytes(recordEnd));
        }

        return file.ToArray();
    }

    public static byte[] Text(IReadOnlyList<string> words, int dimension, ReadOnlySpan<float> numbers)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{words.Count} {dimension}\n"));
        for (int row = 0; row < words.Count; row++)
        {
            text.Append(words[row]);
            foreach (float number in numbers.Slice(row * dimension, dimension))
            {
                text.Append(' ').Append(number.ToString(CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
