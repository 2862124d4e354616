using Talpa.Formats;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

public sealed class NpyFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<f4", "C", 1)]
    [InlineData("<f4", "F", 1)]
    [InlineData(">f4", "C", 1)]
    [InlineData("<f2", "C", 1)]
    [InlineData(">f2", "F", 2)]
    [InlineData("<f8", "C", 3)]
    [InlineData(">f8", "F", 1)]
    public void Arrays_of_every_float_type_order_and_version_that_NumPy_writes_are_read(string type, string order, int version)
    {
        // Half-precision numbers, so that every type represents them exactly.
        string path = _folder.File("x.npy");
        _folder.Write("x.vocab.txt", "a\nb\nc\n"u8);
        Python.Run(
            """
            a = np.array((np.arange(12).reshape(3, 4) - 5) * 0.375, dtype=sys.argv[2], order=sys.argv[3])
            with open(sys.argv[1], 'wb') as f:
                np.lib.format.write_array(f, a, version=(int(sys.argv[4]), 0))
            print('{}')
            """,
            path,
            type,
            order,
            $"{version}");
        VectorFileContent content = VectorFileAccess.Read(path);
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(Enumerable.Range(row * 4, 4).Select(i => (i - 5) * 0.375f), content.Vectors[row].ToArray());
        }

        Assert.Equal(type.EndsWith('8'), content.Warnings.Any(warning => warning.Contains("double-precision", StringComparison.Ordinal)));
    }

    [Fact]
    public void Counts_follow_a_tab_and_are_read_back()
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        Assert.Equal("mole\t900\ngroßer\t40\n土竜\t3\n", File.ReadAllText(_folder.File("x.vocab.txt")));
        Contents.RequireEqual(Contents.Small(), VectorFileAccess.Read(_folder.File("x.npy")));
    }

    [Fact]
    public void An_array_without_its_vocabulary_file_is_refused_with_the_name_of_the_missing_file()
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        File.Delete(_folder.File("x.vocab.txt"));
        Assert.Contains(_folder.File("x.vocab.txt"), Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(_folder.File("x.npy"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\n", "line 3: the words end after 2 of 3")]
    [InlineData("a\nb\nc\nd\n", "line 4: more words follow")]
    [InlineData("a\t5\nb\nc\t6\n", "line 2: no count follows the word")]
    [InlineData("a\t5\nb\t-1\nc\t6\n", "line 2: no count follows the word")]
    [InlineData("a\t5\nb\t99999999999999999999\nc\t6\n", "line 2: no count follows the word")]
    public void Words_that_do_not_fit_the_array_are_refused_with_their_line(string words, string fault)
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        _folder.Write("x.vocab.txt", Contents.Bytes(words));
        Assert.Contains($"x.vocab.txt, {fault}", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(_folder.File("x.npy"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nb\r\nc\r\n", new[] { "a", "b", "c" }, 0)]
    [InlineData("a\nb\nc", new[] { "a", "b", "c" }, 1)]
    [InlineData("\uFEFFa\nb\n\n", new[] { "\uFEFFa", "b", "" }, 1)]
    [InlineData("a\tb\nc\tx1\nd", new[] { "a\tb", "c\tx1", "d" }, 1)]
    [InlineData("a\t5\tb\nb\nc\n", new[] { "a\t5\tb", "b", "c" }, 0)]
    public void Words_written_by_other_tools_are_read_unchanged(string words, string[] expected, int warnings)
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        _folder.Write("x.vocab.txt", Contents.Bytes(words));
        VectorFileContent content = VectorFileAccess.Read(_folder.File("x.npy"));
        Assert.Equal(expected, content.Vectors.Vocabulary.Words);
        Assert.Equal(warnings, content.Warnings.Count);
    }

    [Theory]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3, 1), }", "type 'i4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "two dimensions")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3, 1), }", "two dimensions")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (3, 1), }", "two dimensions")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 1000000000000), }", "12 bytes follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }", "12 bytes follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4), }", "12 bytes follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 1), }", "12 bytes follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }", "12 bytes follow")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-3, -1), }", "two dimensions")]
    [InlineData("garbage", "two dimensions")]
    public void A_wrong_or_unsupported_header_is_refused(string header, string fault)
    {
        _folder.Write("x.vocab.txt", "a\nb\nc\n"u8);
        byte[] text = Contents.Bytes(header.PadRight(117) + "\n");
        string path = _folder.Write("x.npy", [.. NpyFormat.Magic, 1, 0, (byte)text.Length, 0, .. text, .. new byte[12]]);
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }
}
