using System.Buffers;
using System.Text;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The binary format of word2vec: a line of text with the number of words and the length of the vectors, then for each word its UTF-8, a space,
/// and its numbers in single precision, the lowest byte first. word2vec.c ends each record with a line feed, gensim does not; both are read,
/// word2vec.c's is written.
/// </summary>
internal sealed class Word2VecFormat() : VectorFormat(VectorFileFormat.Word2Vec, "word2vec", ".bin")
{
    public override HeldContent Holds => HeldContent.VectorsOnly;

    public override SearchValues<char> ForbiddenInWords => WordRules.WhiteSpace;

    public override bool HoldsEmptyWords => false;

    public override bool Recognises(FileHead head) => head.Kind == TextKind.HeadedBinary;

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        ByteReader reader = source.Reader;
        reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        Word2VecHeader header = Word2VecHeader.Parse(source, line, 1, LeastBytes);
        var collector = new VectorCollector(source.Name, header.Words, header.Dimension, options, isChecked: source.Length is not null);
        byte[] word = [];
        bool hasLineFeeds = false;
        for (int row = 0; row < header.Words; row++)
        {
            hasLineFeeds |= SkipLineFeeds(reader) && row > 0;
            int length = ReadWord(reader, source.Name, row, header.Words, ref word);
            ReadVector(reader, source.Name, row, header.Words, collector.NextRow);
            collector.Add(word.AsSpan(0, length));
        }

        RequireEnd(reader, source, header, hasLineFeeds, collector);
        return collector.ToContent();
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        WordVectors vectors = content.Vectors;
        Word2VecHeader.Write(stream, vectors.Count, vectors.Dimension);
        for (int id = 0; id < vectors.Count; id++)
        {
            stream.Write(Encoding.UTF8.GetBytes(vectors.Vocabulary[id]));
            stream.WriteByte((byte)' ');
            LittleEndian.Write(stream, vectors[id]);
            stream.WriteByte((byte)'\n');
        }
    }

    private static decimal LeastBytes(long words, long dimension) => words * ((4m * dimension) + 1);

    private static bool SkipLineFeeds(ByteReader reader)
    {
        bool any = false;
        while (reader.Peek() == '\n')
        {
            reader.Skip();
            any = true;
        }

        return any;
    }

    private static int ReadWord(ByteReader reader, string path, int row, int words, ref byte[] word)
    {
        long start = reader.Position;
        if (!reader.TryReadTo((byte)' ', out ReadOnlySpan<byte> found))
        {
            throw VectorFormatException.AtByte(
                path, start, $"no space ends word {row + 1:N0} of {words:N0}; the file is damaged or was cut off, get it again");
        }

        // The vector is read before the word is taken, and reading it moves the buffer.
        if (word.Length < found.Length)
        {
            word = new byte[found.Length * 2];
        }

        found.CopyTo(word);
        return found.Length;
    }

    private static void ReadVector(ByteReader reader, string path, int row, int words, Span<float> vector)
    {
        long start = reader.Position;
        if (!reader.TryRead(vector))
        {
            throw VectorFormatException.AtByte(
                path, start, $"the file ends within the vector of word {row + 1:N0} of {words:N0}; it is damaged or was cut off, get it again");
        }
    }

    private static void RequireEnd(ByteReader reader, VectorSource file, Word2VecHeader header, bool hasLineFeeds, VectorCollector collector)
    {
        bool ended = SkipLineFeeds(reader);
        if (reader.Peek() >= 0)
        {
            throw VectorFormatException.AtByte(
                file.Name,
                reader.Position,
                $"{file.Length - reader.Position:N0} bytes follow the {header.Words:N0} words that the first line promises; correct the numbers in the first line");
        }

        if (hasLineFeeds && !ended)
        {
            collector.Warn("the line feed after the last vector is missing; the file may have been cut off there");
        }
    }
}
