using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class IdStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(16_384, false)]
    [InlineData(16_385, true)]
    [InlineData(40_000, true)]
    [InlineData(65_536, true)]
    [InlineData(100_001, true)]
    public void Returns_appended_ids_from_memory_or_file(int length, bool inFile)
    {
        using IdStore store = Filled(length, memoryLimit: 16_384);
        Assert.Equal(length, store.Length);
        Assert.Equal(inFile, store.IsInFile);
        int[] all = new int[length];
        store.Read(0, all);
        Assert.Equal(Enumerable.Range(0, length), all);
    }

    [Fact]
    public void Reads_and_writes_at_any_position_are_the_same_in_memory_and_file() =>
        Gen.Select(Gen.Int[0, 69_999], Gen.Int[0, 30_000], Gen.Int[0, 40_000]).Sample(
            (at, length, truncated) =>
            {
                length = Math.Min(length, 70_000 - at);
                int[] written = [.. Enumerable.Range(0, length).Select(i => -i)];
                int[] expected = [.. Enumerable.Range(0, 70_000)];
                written.CopyTo(expected, at);
                foreach (long limit in (long[])[1_000_000, 16_384])
                {
                    using IdStore store = Filled(70_000, limit);
                    store.Write(at, written);
                    int[] read = new int[length];
                    store.Read(at, read);
                    Assert.Equal(written, read);
                    store.Truncate(truncated);
                    Assert.Equal(truncated, store.Length);
                    int[] rest = new int[truncated];
                    store.Read(0, rest);
                    Assert.Equal(expected.Take(truncated), rest);
                }
            },
            iter: 50);

    [Fact]
    public void The_file_has_no_visible_name_and_is_deleted()
    {
        using (IdStore store = Filled(100_000, memoryLimit: 1))
        {
            Assert.True(store.IsInFile);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Empty(_folder.FileNames);
            }
        }

        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public void An_unusable_folder_is_reported_with_the_remedy()
    {
        string missing = Path.Combine(_folder.Folder, "missing");
        using var store = new IdStore(missing, memoryLimit: 1);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => Fill(store, 100_000));
        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
        Assert.Contains("another temporary folder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_beyond_the_end_is_reported_with_the_remedy()
    {
        using IdStore store = Filled(100_000, memoryLimit: 1);
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => store.Read(99_999, new int[2]));
        Assert.Contains(_folder.Folder, fault.Message, StringComparison.Ordinal);
        Assert.Contains("another temporary folder", fault.Message, StringComparison.Ordinal);
    }

    private static void Fill(IdStore store, int length)
    {
        for (int i = 0; i < length; i++)
        {
            store.Append(i);
        }

        store.Complete();
    }

    private IdStore Filled(int length, long memoryLimit)
    {
        var store = new IdStore(_folder.Folder, memoryLimit);
        Fill(store, length);
        return store;
    }
}
