using System.Runtime.Versioning;
using Talpa.Formats;
using Talpa.Storage;
using Talpa.Tests.Formats;

namespace Talpa.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_old_file_remains_until_the_new_one_is_complete()
    {
        string path = _folder.Write("x", "old"u8);
        using (var file = new AtomicFile(path))
        {
            file.Fill(stream => stream.Write("new"u8));
            Assert.Equal("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["x"], _folder.FileNames);
    }

    [Fact]
    public void A_failed_write_leaves_only_the_old_file()
    {
        string path = _folder.Write("x", "old"u8);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[200_000]);
            throw new InvalidOperationException("a fault of the program");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["x"], _folder.FileNames);
    }

    [Fact]
    public async Task A_process_that_ends_while_it_writes_leaves_only_the_old_file()
    {
        const string Test = nameof(A_process_that_ends_while_it_writes_leaves_only_the_old_file);
        if (OwnProcess.Argument(Test) is { } target)
        {
            AtomicFile.Write(target, stream =>
            {
                stream.Write(new byte[200_000]);
                Environment.Exit(Directory.GetFiles(Path.GetDirectoryName(target)!).Length);
            });
        }

        string path = _folder.Write("x", "old"u8);
        (int code, string output) = await OwnProcess.RunAsync(typeof(AtomicFileTests), Test, path);

        // The old file and the one being written existed when the process ended.
        Assert.True(code == 2, output);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["x"], _folder.FileNames);
    }

    [Fact]
    public void A_full_disk_is_reported_in_one_line_and_leaves_only_the_old_file()
    {
        // The code that .NET uses for ENOSPC on Linux.
        string path = _folder.Write("x", "old"u8);
        UnwritableFileException fault = Assert.Throws<UnwritableFileException>(
            () => AtomicFile.Write(path, _ => throw new IOException($"No space left on device : '{path}'", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28)));
        Assert.Equal($"{path}: no space is left in {_folder.Folder}; free some or name another folder", fault.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["x"], _folder.FileNames);
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        string path = Path.Combine(_folder.File("absent"), "x.vec");
        string message = Assert.Throws<UnwritableFileException>(() => VectorFileAccess.Write(path, Contents.Small())).Message;
        Assert.Equal($"{path}: the folder {_folder.File("absent")} does not exist; create it or name another", message);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_read_only_folder_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test sets Unix permissions");
        const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Folder, ReadOnly);
        try
        {
            using var person = new OrdinaryUser();
            string message = Assert.Throws<UnwritableFileException>(() => VectorFileAccess.Write(_folder.File("x.vec"), Contents.Small())).Message;
            Assert.Contains("may not be written to", message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(_folder.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void The_name_of_a_folder_is_refused() =>
        Assert.Contains("a folder has this name", Assert.Throws<UnwritableFileException>(() => VectorFileAccess.Write(_folder.Folder, Contents.Small(), VectorFileFormat.Text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_device_is_not_replaced_by_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no device files");
        Assert.Contains("device", Assert.Throws<UnwritableFileException>(() => VectorFileAccess.Write("/dev/null", Contents.Small(), VectorFileFormat.Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Links_and_permissions_are_preserved()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test uses Unix links and permissions");
        string path = _folder.Write("target", "old"u8);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder.File("link"), "target");
        AtomicFile.Write(_folder.File("link"), stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal("target", new FileInfo(_folder.File("link")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(["link", "target"], _folder.FileNames);
    }

    [Fact]
    public void Both_files_of_an_array_are_written_or_neither()
    {
        VectorFileAccess.Write(_folder.File("x.npy"), Contents.Small());
        byte[] before = File.ReadAllBytes(_folder.File("x.npy"));
        Directory.CreateDirectory(_folder.File("y.npy"));
        Assert.Throws<UnwritableFileException>(() => VectorFileAccess.Write(_folder.File("y.npy"), Contents.Small()));
        Assert.Equal(["x.npy", "x.vocab.txt", "y.npy"], _folder.FileNames);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("x.npy")));
    }
}
