using Talpa.Storage;
using Talpa.Tests.Formats;

namespace Talpa.Tests.Storage;

public sealed class ScratchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Returns_the_bytes_written_at_any_position_and_has_no_visible_name()
    {
        using var file = new ScratchFile(_folder.Folder, "tests", "for tests");
        file.Write(5, [1, 2, 3]);
        file.Write(0, [9]);
        byte[] read = new byte[8];
        file.Read(0, read);
        Assert.Equal([9, 0, 0, 0, 0, 1, 2, 3], read);
        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, _folder.FileNames.Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Reading_beyond_the_end_is_reported_with_the_folder_and_a_remedy(int length)
    {
        using var file = new ScratchFile(_folder.Folder, "tests", "for tests");
        file.Write(0, [1, 2, 3]);
        file.Truncate(length);
        var fault = Assert.Throws<UnusableInputException>(() => file.Read(0, new byte[3]));
        Assert.Equal(
            $"The temporary file of tests in {_folder.Folder} can't be read any more: it is shorter than what was written to it. "
            + "Start again, or choose another temporary folder for tests.",
            fault.Message);
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        string folder = _folder.File("nosuch");
        var fault = Assert.Throws<UnusableInputException>(() => new ScratchFile(folder, "tests", "for tests"));
        Assert.StartsWith($"The temporary file of tests can't be written in {folder}: ", fault.Message, StringComparison.Ordinal);
    }
}
