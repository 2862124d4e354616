using System.IO.Compression;
using System.Text;

namespace Talpa.SideBySide;

/// <summary>A random sample of a text's lines. Encyclopedias are in alphabetical order, so a prefix would not be representative.</summary>
internal static class Sample
{
    /// <summary>Writes lines with about the given number of tokens as plain text, at most all of them.</summary>
    /// <returns>The number of written tokens.</returns>
    public static long Write(string corpus, string target, long wantedTokens, int seed)
    {
        long total = Lines(corpus).Sum(CountTokens);
        double share = Math.Min(1, wantedTokens / (double)total);
        var random = new Random(seed);
        long written = 0;
        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        foreach (string line in Lines(corpus))
        {
            if (random.NextDouble() < share)
            {
                writer.Write(line);
                writer.Write('\n');
                written += CountTokens(line);
            }
        }

        return written;
    }

    private static IEnumerable<string> Lines(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 20);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static long CountTokens(string line)
    {
        long tokens = 0;
        bool inToken = false;
        foreach (char character in line)
        {
            bool isSpace = char.IsWhiteSpace(character);
            tokens += !isSpace && !inToken ? 1 : 0;
            inToken = !isSpace;
        }

        return tokens;
    }
}
