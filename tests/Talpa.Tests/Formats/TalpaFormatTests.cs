using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

public sealed class TalpaFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_layout_follows_the_documentation()
    {
        byte[] file = WriteSmall();
        Assert.Equal("89-54-41-4C-50-41-0D-0A", BitConverter.ToString(file[..8]));
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8)));
        int sections = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12));
        Assert.Equal(file.Length, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(16)));
        Assert.Equal(XxHash128.Hash(file.AsSpan(0, file.Length - 16)), file[^16..]);

        var found = new Dictionary<string, (int Kind, int Dimension, long Items, int Offset, int Length)>(StringComparer.Ordinal);
        for (int i = 0; i < sections; i++)
        {
            ReadOnlySpan<byte> entry = file.AsSpan(64 + (64 * i), 64);
            found.Add(
                Encoding.ASCII.GetString(entry[..32]).TrimEnd('\0'),
                (BinaryPrimitives.ReadInt32LittleEndian(entry[32..]),
                 BinaryPrimitives.ReadInt32LittleEndian(entry[36..]),
                 BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
                 (int)BinaryPrimitives.ReadInt64LittleEndian(entry[48..]),
                 (int)BinaryPrimitives.ReadInt64LittleEndian(entry[56..])));
        }

        Assert.All(found.Values, section => Assert.Equal(0, section.Offset % 64));
        Assert.Equal((1, 0, 3L), (found["words"].Kind, found["words"].Dimension, found["words"].Items));
        Assert.Equal([4, 0, 0, 0, .. "mole"u8, 7, 0, 0, 0, .. "großer"u8, 6, 0, 0, 0, .. "土竜"u8], file.AsSpan(found["words"].Offset, found["words"].Length).ToArray());
        Assert.Equal((2, 3L, 24), (found["counts"].Kind, found["counts"].Items, found["counts"].Length));
        Assert.Equal(40, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(found["counts"].Offset + 8)));
        Assert.Equal((3, 1L), (found["options"].Kind, found["options"].Items));
        Assert.Equal([6, 0, 0, 0, .. "window"u8, 1, 0, 0, 0, .. "5"u8], file.AsSpan(found["options"].Offset, found["options"].Length).ToArray());

        // 3 numbers a row, padded to 16.
        Assert.Equal((4, 3, 3L, 3 * 64), (found["vectors"].Kind, found["vectors"].Dimension, found["vectors"].Items, found["vectors"].Length));
        Assert.Equal(7f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(found["vectors"].Offset + 64 + 4)));
        Assert.Equal((4, 3, 2L, 2 * 64), (found["output"].Kind, found["output"].Dimension, found["output"].Items, found["output"].Length));
    }

    [Fact]
    public void Any_changed_byte_is_detected()
    {
        byte[] file = WriteSmall();
        var random = new Random(5);
        for (int at = 0; at < file.Length; at++)
        {
            byte[] changed = (byte[])file.Clone();
            changed[at] ^= (byte)random.Next(1, 256);
            string path = _folder.Write("changed.talpa", changed);
            Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path, VectorFileFormat.Talpa));
            Assert.Throws<UnusableInputException>(() => VectorFileAccess.Map(path));
        }
    }

    [Fact]
    public void A_newer_version_is_refused_with_its_number()
    {
        byte[] file = WriteSmall();
        file[8] = 2;
        Assert.Contains("version 2 of the format", Refusal(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 0x7FFFFFFF)] // sections
    [InlineData(16, 0x7FFFFFFF)] // length of the file
    [InlineData(64 + 36, 0x7FFFFFFF)] // dimension of the first section
    [InlineData(64 + 40, 0x7FFFFFFF)] // its items
    [InlineData(64 + 48, 0x7FFFFFC0)] // its offset
    [InlineData(64 + 56, 0x7FFFFFFF)] // its length
    [InlineData(64 + (3 * 64) + 36, 0x7FFFFFFF)] // dimension of the vectors
    [InlineData(64 + (3 * 64) + 36, 0)]
    [InlineData(64 + (3 * 64) + 36, -1)]
    [InlineData(64 + (3 * 64) + 40, 0x7FFFFFFF)] // rows of the vectors
    [InlineData(64 + (3 * 64) + 40, -1)]
    [InlineData(64 + (3 * 64) + 44, 0x7FFFFFFF)] // rows of the vectors, upper half
    [InlineData(64 + (3 * 64) + 48, 64)] // offset of the vectors, within the directory
    public void A_wrong_header_with_a_valid_checksum_is_refused(int at, int value)
    {
        byte[] file = WriteSmall();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(WithChecksum(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 3_000_000);
    }

    [Fact]
    public void A_section_of_an_unknown_kind_is_skipped_with_a_warning()
    {
        byte[] file = WriteSmall();
        file[64 + (2 * 64) + 32] = 99;
        string path = _folder.Write("later.talpa", WithChecksum(file));
        VectorFileContent content = VectorFileAccess.Read(path);
        Assert.Equal(["the section 'options' is of a kind this Talpa does not know and was left out"], content.Warnings);
        Assert.Empty(content.Options);
    }

    [Fact]
    public void Nonzero_padding_is_refused()
    {
        byte[] file = WriteSmall();
        int vectors = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(64 + (3 * 64) + 48));
        file[vectors + 12] = 1;
        Assert.Contains("'vectors'", Refusal(WithChecksum(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_duplicate_word_is_refused()
    {
        VectorFileAccess.Write(_folder.File("x.talpa"), new VectorFileContent { Vectors = new Talpa.WordVectors(["aa", "ab"], 1, [1, 2]) });
        byte[] file = File.ReadAllBytes(_folder.File("x.talpa"));
        int words = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(64 + 48));
        file[words + 5 + 6] = (byte)'a';
        Assert.Contains("occurs twice", Refusal(WithChecksum(file)), StringComparison.Ordinal);
    }

    private byte[] WriteSmall()
    {
        VectorFileContent content = Contents.Small() with
        {
            Output = Contents.TableOf(2, 3, [1, 2, 3, 4, 5, 6]),
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["window"] = "5" },
        };
        VectorFileAccess.Write(_folder.File("x.talpa"), content);
        return File.ReadAllBytes(_folder.File("x.talpa"));
    }

    private static byte[] WithChecksum(byte[] file)
    {
        XxHash128.Hash(file.AsSpan(0, file.Length - 16)).CopyTo(file.AsSpan(file.Length - 16));
        return file;
    }

    private string Refusal(byte[] file)
    {
        string path = _folder.Write("changed.talpa", file);
        string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message;
        Assert.Equal(message, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Map(path)).Message);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
