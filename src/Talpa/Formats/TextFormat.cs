using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The text format of word2vec, which fastText and gensim write too: a line with the number of words and the length of the vectors,
/// then a line for each word: the word, a space, its numbers with a space between. UTF-8; may be packed with gzip.
/// </summary>
internal static class TextFormat
{
    public static VectorFileContent Read(SourceFile file)
    {
        // Packed text does not tell its length: it is unpacked once to learn it, before memory is taken on a header's word.
        long length = file.IsGzip ? TextMeasure.Of(file).Bytes : file.Length;
        using Stream stream = file.OpenText();
        var reader = new ByteReader(stream, file.Path);
        Word2VecHeader header = Word2VecHeader.Read(reader, file.Path, TextRows.LeastBytes, length);
        return TextRows.ReadAll(reader, file.Path, header.Words, header.Dimension, firstLine: 2);
    }

    public static void Write(string path, VectorFileContent content)
    {
        WordRules.Require(path, content.Vectors.Vocabulary, VectorFileFormat.Text, WordRules.WhiteSpace, allowEmpty: false);
        AtomicFile.Write(path, stream =>
        {
            Word2VecHeader.Write(stream, content.Vectors.Count, content.Vectors.Dimension);
            TextRows.Write(stream, content.Vectors);
        });
    }
}
