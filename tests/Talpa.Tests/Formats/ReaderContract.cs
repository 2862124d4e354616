using Talpa.Formats;
using Talpa.Text;

namespace Talpa.Tests.Formats;

/// <summary>The required behaviour of every reader for any file.</summary>
internal static class ReaderContract
{
    private const long FixedBytes = 4_000_000;

    /// <summary>A word of one byte with one number, 4 bytes of text, becomes a row of 64 bytes, a string and entries in two hash tables.</summary>
    private const long BytesPerByte = 200;

    /// <summary>
    /// Asserts that the file is read or refused in one line, that memory is bounded by its length, and that the result is the same with format detection and when mapped.
    /// </summary>
    public static void Require(TemporaryFolder folder, byte[] bytes, VectorFileFormat format, int number)
    {
        string path = folder.Write($"{number}.npy", bytes);
        folder.Write($"{number}-metadata.tsv", "mole\ngroßer\n土竜\n"u8);
        folder.Write($"{number}.vocab.txt", "mole\t900\ngroßer\t40\n土竜\t3\n"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(path, format);
        VectorFileContent? read = Read(path, null);
        VectorFileContent? mapped = Content(path, () => VectorFileAccess.Map(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * (FixedBytes + (BytesPerByte * bytes.Length)));
        Assert.Equal(read is null, mapped is null);
    }

    /// <summary>The content, or <c>null</c> if the file was refused.</summary>
    public static VectorFileContent? Read(string path, VectorFileFormat? format) => Content(path, () => VectorFileAccess.Read(path, format));

    private static VectorFileContent? Content(string path, Func<VectorFileContent> read)
    {
        try
        {
            VectorFileContent content = read();
            Assert.All(content.Vectors.Vocabulary.Words, word => Assert.True(content.Vectors.Vocabulary.TryGetId(word, out int _)));
            return content;
        }
        catch (UnusableInputException fault)
        {
            Assert.Contains(path[..^4], fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
            return null;
        }
    }
}
