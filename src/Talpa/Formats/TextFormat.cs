using System.Buffers;

namespace Talpa.Formats;

/// <summary>
/// The text format of word2vec, which fastText and gensim write too: a line with the number of words and the length of the vectors,
/// then a line for each word: the word, a space, its numbers with a space between. UTF-8.
/// </summary>
internal sealed class TextFormat() : VectorFormat(VectorFileFormat.Text, "text", ".vec")
{
    public override HeldContent Holds => HeldContent.VectorsOnly;

    public override SearchValues<char> ForbiddenInWords => WordRules.WhiteSpace;

    public override bool HoldsEmptyWords => false;

    public override bool Recognises(FileHead head) => head.Kind == TextKind.HeadedRows;

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        var lines = new TextLines(source.Reader);
        lines.TryReadNotBlank(out ReadOnlySpan<byte> first);
        Word2VecHeader header = Word2VecHeader.Parse(source, first, Math.Max(1, lines.Number), TextRows.MinBytes, allowsThird: true);
        var rows = new TextRows(source, lines, header.Dimension, options, header.HasThirdNumber);
        return rows.ReadAll(header.Words);
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        Word2VecHeader.Write(stream, content.Vectors.Count, content.Vectors.Dimension);
        TextRows.Write(stream, content.Vectors);
    }
}
