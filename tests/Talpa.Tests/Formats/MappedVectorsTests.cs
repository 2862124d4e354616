using CsCheck;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

public sealed class MappedVectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mapped_file_equals_the_file_read() => Gen.OneOf(Contents.GenContent, Contents.GenWithSubwords).Sample(
        content =>
        {
            string path = _folder.File($"{Interlocked.Increment(ref _files)}.talpa");
            VectorFileAccess.Write(path, content);
            Contents.RequireEqual(VectorFileAccess.Read(path), VectorFileAccess.Map(path));
        },
        iter: 300);

    [Fact]
    public void The_numbers_are_not_copied()
    {
        string path = _folder.File("large.talpa");
        string[] words = [.. Enumerable.Range(0, 1_000).Select(i => $"w{i}")];
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = Contents.WithCounts(words, null, 256, new float[256_000]) });
        VectorFileAccess.Map(path);
        long before = GC.GetAllocatedBytesForCurrentThread();
        VectorFileAccess.Map(path);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 512_000, "the table's million bytes were copied");
    }

    [Fact]
    public void A_mapped_file_gives_the_same_neighbours()
    {
        string path = _folder.File("x.talpa");
        var random = new Random(3);
        float[] numbers = [.. Enumerable.Range(0, 60 * 20).Select(_ => (random.NextSingle() * 2) - 1)];
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = Contents.WithCounts(Enumerable.Range(0, 60).Select(i => $"w{i}"), null, 20, numbers) });
        Assert.Equal(VectorFileAccess.Read(path).Vectors.Nearest("w7", 60), VectorFileAccess.Map(path).Vectors.Nearest("w7", 60));
    }

    [Fact]
    public void Writing_to_a_table_does_not_change_the_file()
    {
        string path = _folder.File("x.talpa");
        VectorFileAccess.Write(path, Contents.Small());
        byte[] before = File.ReadAllBytes(path);
        VectorFileContent mapped = VectorFileAccess.Map(path);
        mapped.Vectors.Matrix.Row(0)[0] = 42;
        Assert.Equal(42, mapped.Vectors["mole"][0]);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Replacing_the_file_does_not_change_mapped_vectors()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a mapped file can't be replaced on Windows");
        string path = _folder.File("x.talpa");
        VectorFileAccess.Write(path, Contents.Small());
        VectorFileContent mapped = VectorFileAccess.Map(path);
        VectorFileAccess.Write(path, new VectorFileContent { Vectors = Contents.WithCounts(["mole"], null, 1, [8]) });
        Contents.RequireEqual(Contents.Small().Vectors, mapped.Vectors, withCounts: true);
        File.Delete(path);
        Contents.RequireEqual(Contents.Small().Vectors, mapped.Vectors, withCounts: true);
    }

    [Fact]
    public void A_file_of_another_format_is_read()
    {
        string path = _folder.File("x.bin");
        VectorFileAccess.Write(path, Contents.Small());
        Contents.RequireEqual(Contents.Small().Vectors, VectorFileAccess.Map(path).Vectors, withCounts: false);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_one_line() =>
        Assert.Contains("there is no such file", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Map(_folder.File("none.talpa"))).Message, StringComparison.Ordinal);
}
