using System.Buffers.Text;
using System.Text;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>
/// A vocabulary in the form of word2vec.c: a line for each word, with the word, a space and its count. The first line is <c>&lt;/s&gt;</c>, word2vec.c's
/// entry for the end of a line of text, which is no word here. A line is split at its last space or tab, so that a word may contain spaces.
/// </summary>
internal static class VocabularyFile
{
    /// <summary>word2vec.c's word for the end of a line, always its first.</summary>
    public const string SentenceEnd = "</s>";

    /// <summary>The most words: as many as may be counted by default.</summary>
    private const int MaxWords = 30_000_000;

    private const string Form = "a line is a word, a space and its count";

    /// <summary>A vocabulary compresses to a third or a fifth of its size.</summary>
    private static readonly DecompressionLimit Limit = new(200, "decompress it first");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a vocabulary in the order of its lines.</summary>
    /// <param name="stored">The content, plain or compressed; it is disposed.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UnusableInputException">A line has another form, or there are too many; the message has its number.</exception>
    public static Vocabulary Read(Stream stored, string name)
    {
        using var content = new DecompressedStream(stored, Limit, (fault, cause) => new UnusableInputException($"{name}: the file {fault}", cause));
        var words = new List<string>();
        var counts = new List<long>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var lines = new VocabularyLines(content, name);
        long total = 0;
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            (string word, long count) = Parse(line, lines);
            if (lines.Number == 1 && word == SentenceEnd)
            {
                continue;
            }

            if (count > long.MaxValue - total || words.Count == MaxWords)
            {
                throw lines.Fault(words.Count == MaxWords ? $"there are more than {MaxWords:N0} words; keep the most frequent ones" : "the counts are too large in all");
            }

            if (!known.Add(word))
            {
                throw lines.Fault($"the word {Quoted.Text(word)} occurs twice; remove one of the lines");
            }

            total += count;
            words.Add(word);
            counts.Add(count);
        }

        return words.Count > 0 ? new Vocabulary(words, counts) : throw new UnusableInputException($"{name}: there are no words in the file; {Form}");
    }

    /// <summary>Writes a vocabulary with its counts, in the order of its ids.</summary>
    /// <exception cref="ArgumentException">It has no counts, or a word that no line can hold.</exception>
    public static void Write(Stream stream, Vocabulary vocabulary)
    {
        if (!vocabulary.HasCounts)
        {
            throw new ArgumentException("The vocabulary has no counts, which a file of this form needs.", nameof(vocabulary));
        }

        using var writer = new StreamWriter(stream, Utf8, 1 << 16, leaveOpen: true);
        writer.Write($"{SentenceEnd} 0\n");
        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (vocabulary[id] != SentenceEnd)
            {
                writer.Write(Fitting(vocabulary[id]));
                writer.Write(' ');
                writer.Write(vocabulary.Counts[id]);
                writer.Write('\n');
            }
        }
    }

    private static string Fitting(string word) => word.Length > 0 && !word.AsSpan().ContainsAny('\n', '\r') && VocabularyLines.Fits(word)
        ? word
        : throw new ArgumentException($"The word {Quoted.Text(word)} can't stand in a line of a vocabulary file.", nameof(word));

    private static (string Word, long Count) Parse(ReadOnlySpan<byte> line, VocabularyLines lines)
    {
        int space = line.LastIndexOfAny((byte)' ', (byte)'\t');
        if (space <= 0)
        {
            throw lines.Fault(space < 0 ? $"there is no space in it; {Form}" : $"the word is empty; {Form}");
        }

        ReadOnlySpan<byte> digits = line[(space + 1)..];
        if (!Utf8Parser.TryParse(digits, out long count, out int used) || used != digits.Length || !char.IsAsciiDigit((char)digits[0]))
        {
            throw lines.Fault($"{Quoted.Text(Encoding.UTF8.GetString(digits))} is no count, a whole number from 0; {Form}");
        }

        try
        {
            return (Utf8.GetString(line[..space]), count);
        }
        catch (DecoderFallbackException)
        {
            throw lines.Fault("the word is not UTF-8; convert the file first (iconv -t UTF-8)");
        }
    }
}
