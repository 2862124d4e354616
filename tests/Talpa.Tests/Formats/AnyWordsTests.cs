using CsCheck;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>word2vec files with arbitrary words are read as written, or refused.</summary>
public sealed class AnyWordsTests : IDisposable
{
    private static readonly string[] Parts =
        ["a", "Z", "é", "中", "😀", "7", "-", ".", "0.5", ",", " ", " ", " ", "\u00A0", "\t", "\n", "\r", "\u0001", "\0", "\u007F", "\u0085", "\u2028", "\uFEFF", "B64:", "</s>"];

    private static readonly Gen<string> GenWord = Gen.OneOf(Parts).Array[0, 7].Select(parts => string.Concat(parts));

    private static readonly Gen<string> GenSpacedWord = Gen.OneOf("a", "b", "york", "A", "é", "中", "?", "=", " ", " ").Array[0, 7].Select(parts => string.Concat(parts));

    /// <summary>Numbers in the range of typical vectors.</summary>
    private static readonly Gen<float> GenNumber = Gen.Frequency((9, Gen.Float[-2, 2].Select(number => Math.Abs(number) < 1e-9f ? 0 : number)), (1, Gen.OneOf(0f, 1f, -1f, 0.5f, 1e-5f, 100f)));

    private readonly TemporaryFolder _folder = new();
    private int _files;
    private int _read;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Binary_files_with_any_words_are_read_as_written_or_refused(string recordEnd) =>
        Check(GenWord, (words, dimension, numbers) => GensimLike.Binary(words, dimension, numbers, recordEnd));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Binary_files_with_spaces_in_words_are_read_as_written_or_refused(string recordEnd) =>
        Check(GenSpacedWord, (words, dimension, numbers) => GensimLike.Binary(words, dimension, numbers, recordEnd));

    [Fact]
    public void Text_files_with_any_words_are_read_as_written_or_refused() =>
        Check(GenWord, (words, dimension, numbers) => GensimLike.Text(words, dimension, numbers));

    [Fact]
    public void Text_files_with_spaces_in_words_are_read_as_written_or_refused() =>
        Check(GenSpacedWord, (words, dimension, numbers) => GensimLike.Text(words, dimension, numbers));

    [Fact]
    public void A_word_whose_bytes_decode_to_tiny_numbers_is_not_split()
    {
        byte[] file = GensimLike.Binary(["B64: é\t\t", ",  \uFEFF", "- Z "], 1, [0, 20f / 23, 2], "");
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(_folder.Write("tiny.bin", file)));
    }

    [Theory]
    [InlineData("\n", 0x3EC58420)] // 0.38577, whose lowest byte is a space; the line feed would be the highest byte of 6e-33.
    [InlineData("\n7", 0x3EC52041)] // Two bytes later the numbers are of a usual size.
    [InlineData("\n>", 0x3EC52041)]
    public void A_line_feed_at_the_start_of_a_word_is_not_taken_for_a_byte_of_a_number(string lineFeed, int bits)
    {
        byte[] file = GensimLike.Binary(["7", "", $"{lineFeed}b", "c"], 2, [-0.6f, 0.3f, BitConverter.Int32BitsToSingle(bits), 0, 0, 0, -0.8f, 1e-5f], "");
        Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(_folder.Write("feed.bin", file)));
    }

    private void Check(Gen<string> genWord, Func<string[], int, float[], byte[]> write)
    {
        // The four bytes of a single number may be those of a text ("+y", tab, "2"): such a file can be read in both ways.
        Gen<(string[] Words, int Dimension, float[] Numbers)> files =
            from words in genWord.HashSet[1, 12]
            from dimension in Gen.Int[1, 9]
            from numbers in GenNumber.Array[words.Count * dimension]
            where numbers.Length > 1
            select (words.ToArray(), dimension, numbers);
        files.Sample(
            file =>
            {
                string path = _folder.Write($"{Interlocked.Increment(ref _files)}", write(file.Words, file.Dimension, file.Numbers));
                try
                {
                    WordVectors read = VectorFileAccess.Read(path).Vectors;
                    Contents.RequireEqual(new WordVectors(file.Words, file.Dimension, file.Numbers), read, withCounts: false);
                    Interlocked.Increment(ref _read);
                }
                catch (UnusableInputException fault)
                {
                    Assert.DoesNotContain('\n', fault.Message);
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: Repetitions.Of(2000));

        // Some files are read.
        Assert.InRange(_read, 50, int.MaxValue);
    }
}
