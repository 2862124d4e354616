using System.Buffers;
using System.Buffers.Binary;

namespace Talpa.Formats;

/// <summary>
/// fastText's models (.bin), also quantised ones (.ftz), for their words: arguments of the training, words with counts, the rows of words and of n-grams, the output
/// matrix. Versions 11 and 12 are read, and files of the time before there were versions; version 12 is written, with single-precision numbers or as codes. docs/formats.md describes it.
/// </summary>
internal sealed class FastTextFormat() : VectorFormat(VectorFileFormat.FastText, "fasttext", ".fasttext")
{
    /// <summary>The first four bytes, as a number.</summary>
    public const int Signature = 793712314;

    /// <summary>The first version.</summary>
    public const int FirstVersion = 11;

    /// <summary>The version that is written, the last one.</summary>
    public const int Version = 12;

    /// <summary>The name of the arguments among the options of a file.</summary>
    public const string OptionsName = "fasttext";

    private static readonly SearchValues<char> Nul = SearchValues.Create("\0");

    public override HeldContent Holds => HeldContent.Counts | HeldContent.Subwords;

    /// <summary>Output vectors are held where there is one for each word, and of options those of fastText.</summary>
    public override HeldContent HeldOf(VectorFileContent content) => Holds
        | (FastTextWriter.HoldsOutput(content) ? HeldContent.Output : HeldContent.VectorsOnly)
        | (content.Options.Keys.All(name => name == OptionsName) ? HeldContent.Options : HeldContent.VectorsOnly);

    public override IEnumerable<string> ChangesOf(VectorFileContent content) => content is { Numbers: NumberStorage.SinglePrecision, Vectors.Subwords: { } subwords } && subwords.Rows < subwords.Buckets
        ? ["n-grams without a row became rows of zeros: fastText composes shorter vectors of unknown words, in the same direction"]
        : [];

    public override IReadOnlyList<NumberStorage> Numbers => [NumberStorage.SinglePrecision, NumberStorage.Codes];

    public override SearchValues<char> ForbiddenInWords => Nul;

    public override bool Recognises(FileHead head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        return bytes.Length >= sizeof(int) && (BinaryPrimitives.ReadInt32LittleEndian(bytes) == Signature || HasNoSignature(bytes));
    }

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options) => new FastTextReader(source.OpenSeekable(), source.Name, options).Read();

    public override VectorFileContent? Map(string path) => FastTextMapping.Open(path);

    public override void Write(Stream stream, VectorFileContent content) => new FastTextWriter(stream, content).Write();

    /// <summary>Whether the bytes are those of a file of the time before there were versions: plausible arguments, and numbers of words that belong together.</summary>
    private static bool HasNoSignature(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FastTextArguments.Bytes + (3 * sizeof(int)) || !FastTextArguments.Parse(bytes).IsPlausible)
        {
            return false;
        }

        ReadOnlySpan<byte> sizes = bytes[FastTextArguments.Bytes..];
        int entries = BinaryPrimitives.ReadInt32LittleEndian(sizes);
        int words = BinaryPrimitives.ReadInt32LittleEndian(sizes[sizeof(int)..]);
        int labels = BinaryPrimitives.ReadInt32LittleEndian(sizes[(2 * sizeof(int))..]);
        return words > 0 && labels >= 0 && entries == (long)words + labels;
    }
}
