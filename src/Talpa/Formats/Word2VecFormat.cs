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

    public override SearchValues<char> ForbiddenInWords => WordRules.WhiteSpaceAndControls;

    public override bool HoldsEmptyWords => false;

    public override bool Recognises(FileHead head) => head.Kind == TextKind.HeadedBinary;

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        source.Reader.TryReadTo((byte)'\n', out ReadOnlySpan<byte> line);
        Word2VecHeader header = Word2VecHeader.Parse(source, line, 1, MinBytes);
        var collector = new VectorCollector(source.Name, header.Words, header.Dimension, options, isChecked: source.Length is not null, rowsExpected: source.RowsExpected);
        var records = new Word2VecRecords(source, header, collector);
        while (!collector.IsFull && records.Row < header.Words)
        {
            records.ReadNext();
        }

        if (!collector.IsFull)
        {
            records.RequireEnd();
        }

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

    private static decimal MinBytes(long words, long dimension) => words * ((4m * dimension) + 1);
}
