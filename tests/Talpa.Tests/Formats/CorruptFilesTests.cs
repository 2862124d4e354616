using CsCheck;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Truncated and changed files of every format.</summary>
public sealed class CorruptFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<VectorFileFormat> Formats => new(Enum.GetValues<VectorFileFormat>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_truncated_at_any_byte_is_refused_or_read_with_a_warning(VectorFileFormat format)
    {
        byte[] whole = Write(format);
        WordVectors original = Contents.Small().Vectors;
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut.npy", whole.AsSpan(0, length));
            if (ReaderContract.Read(path, format) is not { } content || content.Warnings.Count > 0)
            {
                continue;
            }

            // Missing lines can't be detected: GloVe's format has no header.
            Assert.Equal(VectorFileFormat.Glove, format);
            Assert.Equal('\n', (char)whole[length - 1]);
            Assert.Equal(original.Vocabulary.Words.Take(content.Vectors.Count), content.Vectors.Vocabulary.Words);
        }
    }

    [Fact]
    public void A_vocabulary_file_of_an_array_truncated_at_any_byte_is_refused_or_read_with_a_warning()
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        byte[] whole = File.ReadAllBytes(_folder.File("x.vocab.txt"));
        for (int length = 0; length < whole.Length; length++)
        {
            _folder.Write("x.vocab.txt", whole.AsSpan(0, length));
            Assert.NotEqual(0, ReaderContract.Read(_folder.File("x.npy"), VectorFileFormat.Npy)?.Warnings.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_with_changed_bytes_is_refused_or_read(VectorFileFormat format)
    {
        byte[] whole = Write(format);
        int files = 0;
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                byte[] changed = (byte[])whole.Clone();
                foreach ((int at, byte value) in changes)
                {
                    changed[at] = value;
                }

                ReaderContract.Require(_folder, changed, format, Interlocked.Increment(ref files));
            },
            iter: Repetitions.Of(500));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_with_changed_digits_in_its_header_is_refused_or_read(VectorFileFormat format)
    {
        byte[] whole = Write(format);
        int[] digits = [.. Enumerable.Range(0, Math.Min(whole.Length, 400)).Where(at => char.IsAsciiDigit((char)whole[at]))];
        int files = 0;
        Gen.Select(Gen.OneOf(digits.DefaultIfEmpty(12).ToArray()), Gen.String[Gen.Char["0123456789-e. "], 0, 12]).Sample(
            (at, text) => ReaderContract.Require(_folder, [.. whole[..at], .. Contents.Bytes(text), .. whole[(at + 1)..]], format, Interlocked.Increment(ref files)),
            iter: Repetitions.Of(400));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bytes_are_refused_in_one_line(VectorFileFormat format)
    {
        int files = 0;
        Gen.Byte.Array[0, 300].Sample(bytes => ReaderContract.Require(_folder, bytes, format, Interlocked.Increment(ref files)), iter: Repetitions.Of(300));
    }

    private byte[] Write(VectorFileFormat format)
    {
        VectorFileAccess.Write(_folder.File("cut.npy"), Contents.Small(), format);
        return File.ReadAllBytes(_folder.File("cut.npy"));
    }
}
