using System.Text;
using Talpa.Storage;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// The binary format of word2vec: a line of text with the number of words and the length of the vectors, then for each word its UTF-8, a space,
/// and its numbers in single precision, the lowest byte first. word2vec.c ends each record with a line feed, gensim does not; both are read,
/// word2vec.c's is written.
/// </summary>
internal static class Word2VecFormat
{
    public static VectorFileContent Read(SourceFile file)
    {
        using Stream stream = file.OpenBytes();
        var reader = new ByteReader(stream, file.Path);
        Word2VecHeader header = Word2VecHeader.Read(reader, file.Path, LeastBytes, file.Length);
        var collector = new VectorCollector(file.Path, header.Words, header.Dimension);
        byte[] word = [];
        bool hasLineFeeds = false;
        for (int row = 0; row < header.Words; row++)
        {
            hasLineFeeds |= SkipLineFeeds(reader) && row > 0;
            int length = ReadWord(reader, file.Path, row, header.Words, ref word);
            ReadVector(reader, file.Path, row, header.Words, collector.NextRow);
            collector.Add(word.AsSpan(0, length));
        }

        RequireEnd(reader, file, header, hasLineFeeds, collector);
        return collector.ToContent();
    }

    public static void Write(string path, VectorFileContent content)
    {
        WordVectors vectors = content.Vectors;
        WordRules.Require(path, vectors.Vocabulary, VectorFileFormat.Word2Vec, WordRules.WhiteSpace, allowEmpty: false);
        AtomicFile.Write(path, stream =>
        {
            Word2VecHeader.Write(stream, vectors.Count, vectors.Dimension);
            for (int id = 0; id < vectors.Count; id++)
            {
                stream.Write(Encoding.UTF8.GetBytes(vectors.Vocabulary[id]));
                stream.WriteByte((byte)' ');
                LittleEndian.Write(stream, vectors[id]);
                stream.WriteByte((byte)'\n');
            }
        });
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

    private static void RequireEnd(ByteReader reader, SourceFile file, Word2VecHeader header, bool hasLineFeeds, VectorCollector collector)
    {
        bool ended = SkipLineFeeds(reader);
        if (reader.Peek() >= 0)
        {
            throw VectorFormatException.AtByte(
                file.Path,
                reader.Position,
                $"{file.Length - reader.Position:N0} bytes follow the {header.Words:N0} words that the first line promises; correct the numbers in the first line");
        }

        if (hasLineFeeds && !ended)
        {
            collector.Warn("the line feed after the last vector is missing; the file may have been cut off there");
        }
    }
}
