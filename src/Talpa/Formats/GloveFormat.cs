using System.Buffers;

namespace Talpa.Formats;

/// <summary>
/// The text format of GloVe: a line for each word: the word, a space, its numbers with a space between; no header. UTF-8.
/// The first line determines the dimension.
/// </summary>
internal sealed class GloveFormat() : VectorFormat(VectorFileFormat.Glove, "glove", ".txt")
{
    public override HeldContent Holds => HeldContent.VectorsOnly;

    public override SearchValues<char> ForbiddenInWords => WordRules.WhiteSpace;

    public override bool HoldsEmptyWords => false;

    public override bool Recognises(FileHead head) => head.Kind == TextKind.Rows;

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        int dimension = TextDetection.DimensionOf(source.Reader);
        if (dimension == 0)
        {
            throw UnusableInputException.AtLine(source.Name, 1, "no numbers follow the word; the file has another format or is corrupt");
        }

        var rows = new TextRows(source, new TextLines(source.Reader), dimension, options, Base64Words.IsOne(source.Reader.PeekUpTo(FileHead.MaxBytes)));
        VectorFileContent content = rows.ReadAll(count: null);
        return content with { Warnings = [.. content.Warnings, .. ByteOrderMark.WarningFor(content.Vectors.Vocabulary)] };
    }

    public override void Write(Stream stream, VectorFileContent content) => TextRows.Write(stream, content.Vectors);
}
