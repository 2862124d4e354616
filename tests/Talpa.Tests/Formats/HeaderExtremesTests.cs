using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Valid files in which one number of the header is set to an extreme: each number of each header to each extreme in turn.</summary>
public sealed partial class HeaderExtremesTests : IDisposable
{
    private const int TalpaHeader = 64;
    private const int TalpaEntry = 64;
    private const int ChecksumBytes = 16;

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_field_of_Talpas_header_and_directory()
    {
        byte[] whole = Written(VectorFileFormat.Talpa);
        int sections = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(12));
        List<(int Offset, int Size)> fields = [(8, 4), (12, 4), (16, 8), .. NumbersOfNgrams(whole)];
        for (int entry = TalpaHeader; entry < TalpaHeader + (sections * TalpaEntry); entry += TalpaEntry)
        {
            fields.AddRange([(entry, 8), (entry + 32, 4), (entry + 36, 4), (entry + 40, 8), (entry + 48, 8), (entry + 56, 8)]);
        }

        Assert.True(sections >= 5);
        foreach ((int offset, int size) in fields)
        {
            foreach (byte[] changed in WithExtremes(whole, offset, size))
            {
                Require(changed, VectorFileFormat.Talpa);
                _ = XxHash128.Hash(changed.AsSpan(0, changed.Length - ChecksumBytes), changed.AsSpan(changed.Length - ChecksumBytes));
                Require(changed, VectorFileFormat.Talpa);
            }
        }
    }

    [Theory]
    [InlineData("fasttext.bin")]
    [InlineData("fasttext.ftz")]
    public void Every_number_of_a_fastText_model_besides_those_of_its_rows(string file)
    {
        byte[] whole = File.ReadAllBytes(TestFile.Path(file));
        List<(int Offset, int Size)> fields = [.. FastTextModels.NumbersOf(whole)];
        Assert.True(fields.Count >= 25);
        foreach ((int offset, int size) in fields)
        {
            foreach (byte[] changed in WithExtremes(whole, offset, size))
            {
                Require(changed, VectorFileFormat.FastText);
            }
        }
    }

    [Theory]
    [InlineData(VectorFileFormat.Word2Vec)]
    [InlineData(VectorFileFormat.Text)]
    [InlineData(VectorFileFormat.Npy)]
    [InlineData(VectorFileFormat.Safetensors)]
    public void Every_number_in_the_text_of_a_header(VectorFileFormat format)
    {
        byte[] whole = Written(format);
        string header = Encoding.Latin1.GetString(whole.AsSpan(0, HeaderLength(whole, format)));
        MatchCollection numbers = Number().Matches(header);
        Assert.True(numbers.Count >= 2);
        foreach (Match number in numbers)
        {
            foreach (string extreme in TextExtremes(whole.Length))
            {
                byte[] changed = [.. whole[..number.Index], .. Encoding.ASCII.GetBytes(extreme), .. whole[(number.Index + number.Length)..]];
                Require(changed, format);

                // The length is corrected, so that the reader sees the change and not a shifted header.
                SetHeaderLength(changed, format, changed.Length - whole.Length);
                Require(changed, format);
            }
        }
    }

    [Theory]
    [InlineData(VectorFileFormat.Npy, 6, 1)]
    [InlineData(VectorFileFormat.Npy, 7, 1)]
    [InlineData(VectorFileFormat.Npy, 8, 2)]
    [InlineData(VectorFileFormat.Safetensors, 0, 8)]
    public void Every_binary_number_before_the_text_of_a_header(VectorFileFormat format, int offset, int size)
    {
        foreach (byte[] changed in WithExtremes(Written(format), offset, size))
        {
            Require(changed, format);
        }
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("F64")]
    [InlineData("BF16")]
    [InlineData("I64")]
    [InlineData("U8")]
    [InlineData("X9")]
    public void Every_type_of_a_tensor(string type)
    {
        byte[] whole = Written(VectorFileFormat.Safetensors);
        foreach (string own in (string[])["F32", "U8", "I64"])
        {
            string header = Encoding.Latin1.GetString(whole);
            for (int at = header.IndexOf($"\"{own}\"", StringComparison.Ordinal); at >= 0; at = header.IndexOf($"\"{own}\"", at + 1, StringComparison.Ordinal))
            {
                byte[] changed = [.. whole[..(at + 1)], .. Encoding.ASCII.GetBytes(type), .. whole[(at + 1 + own.Length)..]];
                SetHeaderLength(changed, VectorFileFormat.Safetensors, type.Length - own.Length);
                Require(changed, VectorFileFormat.Safetensors);
            }
        }
    }

    [Fact]
    public void A_first_line_of_any_number_of_numbers_without_a_header()
    {
        for (int numbers = 0; numbers < 70; numbers++)
        {
            Require(Contents.Bytes($"mole{string.Concat(Enumerable.Repeat(" 1", numbers))}\nbadger 1 2 3\n"), VectorFileFormat.Glove);
        }
    }

    [Fact]
    public void Tensors_that_share_bytes_are_refused_so_that_a_small_file_can_not_allocate_much_memory()
    {
        var tensors = new StringBuilder("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"words":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}""");
        for (int i = 0; i < 1000; i++)
        {
            tensors.Append($$""","t{{i}}":{"dtype":"F16","shape":[20000,1],"data_offsets":[5,40005]}""");
        }

        byte[] header = Contents.Bytes(tensors.Append('}').ToString());
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        string path = _folder.Write("x.safetensors", [.. length, .. header, .. new byte[40_005]]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("shares bytes with another", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void An_array_whose_header_is_only_spaces_is_refused_quickly()
    {
        // A regular expression that backtracks would try every division of the spaces.
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1{new string(' ', 60_000)}x, 1)}}";
        byte[] length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        Require([0x93, .. "NUMPY"u8, 2, 0, .. length, .. Contents.Bytes(text), .. new byte[4]], VectorFileFormat.Npy);
    }

    [Theory]
    [InlineData(VectorFileFormat.Text, "3 1\n")]
    [InlineData(VectorFileFormat.Glove, "a 1\n")]
    public void Compressed_text_that_decompresses_to_far_more_than_its_size_is_refused_with_bounded_memory(VectorFileFormat format, string start)
    {
        string path = _folder.File("bomb.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.SmallestSize))
        {
            gzip.Write(Contents.Bytes(start));
            byte[] part = Contents.Bytes(new string(' ', 1 << 20));
            for (int i = 0; i < 70; i++)
            {
                gzip.Write(part);
            }
        }

        string message = Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path, format)).Message;
        Assert.StartsWith($"{path}: the file decompresses to more than 200 times its size", message, StringComparison.Ordinal);
    }

    private void Require(byte[] changed, VectorFileFormat format) => ReaderContract.Require(_folder, changed, format, _files++);

    private static IEnumerable<byte[]> WithExtremes(byte[] whole, int offset, int size)
    {
        ulong mask = size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
        ulong length = (ulong)whole.Length;
        ulong own = 0;
        for (int i = 0; i < size; i++)
        {
            own |= (ulong)whole[offset + i] << (8 * i);
        }

        ulong[] extremes = [0, 1, own - 1, own + 1, 2 * own, mask, mask - 1, mask >> 1, (mask >> 1) - 1, (mask >> 1) + 1, (mask >> 2) + 1, length, length - 1, length + 1, length / 4];
        foreach (ulong extreme in extremes)
        {
            byte[] changed = [.. whole];
            for (int i = 0; i < size; i++)
            {
                changed[offset + i] = (byte)(extreme >> (8 * i));
            }

            yield return changed;
        }
    }

    private static IEnumerable<string> TextExtremes(int length) =>
    [
        "0", "1", "-1", "-0", "2", "4", "2147483646", "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "9223372036854775806",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e3", "1e400", "0.5", "", new string('9', 400), $"{length}", $"{length + 1}", $"{length / 4}",
    ];

    private static int HeaderLength(byte[] whole, VectorFileFormat format) => format switch
    {
        VectorFileFormat.Npy => 10 + BinaryPrimitives.ReadUInt16LittleEndian(whole.AsSpan(8)),
        VectorFileFormat.Safetensors => 8 + BinaryPrimitives.ReadInt32LittleEndian(whole),
        _ => whole.IndexOf((byte)'\n'),
    };

    private static void SetHeaderLength(byte[] changed, VectorFileFormat format, int more)
    {
        if (format == VectorFileFormat.Npy)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(8), (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(changed.AsSpan(8)) + more));
        }
        else if (format == VectorFileFormat.Safetensors)
        {
            BinaryPrimitives.WriteInt64LittleEndian(changed, BinaryPrimitives.ReadInt64LittleEndian(changed) + more);
        }
    }

    /// <summary>The numbers of the last section, that of n-grams, before its rows, and the buckets behind them.</summary>
    private static IEnumerable<(int Offset, int Size)> NumbersOfNgrams(byte[] whole)
    {
        int sections = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(12));
        int entry = TalpaHeader + ((sections - 1) * TalpaEntry);
        int offset = (int)BinaryPrimitives.ReadInt64LittleEndian(whole.AsSpan(entry + 48));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(whole.AsSpan(entry + 56));
        return [(offset, 4), (offset + 4, 4), (offset + 8, 4), (offset + 12, 4), (offset + length - 8, 4), (offset + length - 4, 4)];
    }

    private byte[] Written(VectorFileFormat format)
    {
        VectorFileContent small = Contents.Small();
        var rows = new MatrixRows(Contents.TableOf(2, 3, [1, 2, 3, 4, 5, 6]));
        var subwords = new Subwords(new CharacterNgrams(2, 3, 10), rows, new Dictionary<int, int> { [7] = 1, [3] = 0 });
        VectorFileContent content = small with
        {
            Vectors = new WordVectors(small.Vectors.Vocabulary, small.Vectors.Matrix, subwords),
            Output = Contents.TableOf(2, 3, [1, 2, 3, 4, 5, 6]),
            OtherTables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) { ["output-bias"] = Contents.TableOf(1, 3, [7, 8, 9]) },
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["dim"] = "3" },
        };
        VectorFileAccess.Write(_folder.File("whole.npy"), content, format);
        return File.ReadAllBytes(_folder.File("whole.npy"));
    }

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
