using System.Globalization;
using System.Text;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>A file of phrases: a line each with the phrase as one word, its score, its count, its pass, and its words with spaces between; tabs between the five.</summary>
internal static class PhraseFile
{
    private const int Fields = 5;
    private const string Form = "a line is a phrase, its score, count and pass, and its words, with tabs between";

    private static readonly DecompressionLimit Limit = new(200, "decompress it first");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads phrases.</summary>
    /// <param name="stored">The content, plain or compressed; it is disposed.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UnusableInputException">A line has another form; the message has its number.</exception>
    public static Phrases Read(Stream stored, string name)
    {
        using var content = new DecompressedStream(stored, Limit, (fault, cause) => new UnusableInputException($"{name}: the file {fault}", cause));
        var lines = new VocabularyLines(content, name, "this is no file of phrases");
        var phrases = new List<Phrase>();
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            phrases.Add(Parse(line, lines));
        }

        return new Phrases(phrases);
    }

    /// <summary>Writes phrases.</summary>
    /// <exception cref="ArgumentException">A word has white space.</exception>
    public static void Write(Stream stream, Phrases phrases)
    {
        using var writer = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        foreach (Phrase phrase in phrases.Items)
        {
            if (phrase.Text.Any(char.IsWhiteSpace))
            {
                throw new ArgumentException($"The phrase {Quoted.Text(phrase.Text)} has white space in a word, and can't stand in a file of phrases.", nameof(phrases));
            }

            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{phrase.Text}\t{phrase.Score:R}\t{phrase.Count}\t{phrase.Pass}\t{string.Join(' ', phrase.Words)}\n"));
        }
    }

    private static Phrase Parse(ReadOnlySpan<byte> line, VocabularyLines lines)
    {
        string text;
        try
        {
            text = Utf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            throw lines.Fault("the line is not UTF-8; convert the file first (iconv -t UTF-8)");
        }

        string[] fields = text.Split('\t');
        if (fields.Length != Fields)
        {
            throw lines.Fault($"there are {fields.Length:N0} fields; {Form}");
        }

        string[] words = fields[4].Split(' ');
        bool isRight = double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double score)
            & long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            & int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out int pass);
        return isRight && double.IsFinite(score) && count > 0 && pass > 0 && fields[0].Length > 0 && words.Length >= 2 && !words.Contains("", StringComparer.Ordinal)
            ? new Phrase(fields[0], words, count, score, pass)
            : throw lines.Fault($"a number is no number, or there are fewer than two words; {Form}");
    }
}
