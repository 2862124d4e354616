using System.Diagnostics;
using Talpa.Storage;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Texts read through links and pipes.</summary>
public sealed class LinkedTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a-name-that-is-longer-than-the-text.txt")]
    [InlineData("t.txt")]
    public void A_link_has_the_length_of_its_target(string target)
    {
        string link = Link("link.txt", target, "one two one two");
        TextSource source = TextSource.File(link);
        Assert.Equal(15, source.Length);
        using EncodedCorpus corpus = Corpora.Encode(source);
        Assert.Equal(4, corpus.Report.TokensRead);
        Assert.Equal(0, corpus.Report.PartsChanged);
    }

    [Fact]
    public void A_link_to_a_link_and_links_in_a_folder_are_followed_to_the_text()
    {
        string link = Link("snapshot/link.txt", "../blobs/0123456789abcdef0123456789abcdef", "one two");
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, "second.txt"), link);
        Assert.Equal(7, TextSource.File(Path.Combine(_folder.Folder, "second.txt")).Length);
        Assert.Equal("one two", Corpora.Flat(TextSource.Folder(Path.Combine(_folder.Folder, "snapshot"))));
        Assert.Equal("one two", Corpora.Flat(TextSource.Glob(Path.Combine(_folder.Folder, "snapshot", "*.txt"))));
    }

    [Fact]
    public void Writing_to_the_target_of_a_link_is_detected()
    {
        string link = Link("link.txt", "target.txt", "one two");
        TextPart part = TextSource.File(link).Parts[0];
        DateTime before = part.Written!();
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Folder, "target.txt"), before.AddMinutes(1));
        Assert.NotEqual(before, part.Written());
    }

    [Fact]
    public void A_broken_link_is_reported_with_its_target()
    {
        string link = Link("link.txt", "gone.txt", "one");
        File.Delete(Path.Combine(_folder.Folder, "gone.txt"));
        UnusableInputException fault = Assert.Throws<UnusableInputException>(() => TextSource.File(link));
        Assert.Contains("is a link to gone.txt, which does not exist", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_an_open_file_is_read_like_the_file()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "this system has no /proc");
        using FileStream open = File.OpenRead(_folder.Write("a-name-that-is-longer.txt", "one two"));
        string descriptor = $"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}";
        TextSource source = TextSource.File(descriptor);
        Assert.Equal(7, source.Length);
        Assert.Equal("one two", Corpora.Flat(source));
    }

    [Fact]
    public async Task A_pipe_has_no_length_and_is_read_to_its_end()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "this system has no mkfifo");
        string pipe = Path.Combine(_folder.Folder, "pipe");
        using (Process process = Process.Start("/usr/bin/mkfifo", pipe))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        TextSource source = TextSource.File(pipe);
        var writer = Task.Run(() => File.WriteAllText(pipe, string.Concat(Enumerable.Repeat("one two\n", 50_000))), TestContext.Current.CancellationToken);
        using EncodedCorpus corpus = Corpora.Encode(source);
        Assert.Equal(100_000, corpus.Report.TokensRead);
        Assert.Equal(0, corpus.Report.PartsChanged);
        await writer;
    }

    [Fact]
    public void Writing_through_a_link_keeps_the_link()
    {
        string link = Link("link.txt", "target.txt", "before");
        AtomicFile.Write(link, stream => stream.Write("after"u8));
        Assert.Equal("target.txt", new FileInfo(link).LinkTarget);
        Assert.Equal("after", File.ReadAllText(Path.Combine(_folder.Folder, "target.txt")));
    }

    [Fact]
    public void Writing_through_a_broken_link_creates_its_target()
    {
        string link = Link("link.txt", "target.txt", "before");
        File.Delete(Path.Combine(_folder.Folder, "target.txt"));
        AtomicFile.Write(link, stream => stream.Write("after"u8));
        Assert.Equal("target.txt", new FileInfo(link).LinkTarget);
        Assert.Equal("after", File.ReadAllText(link));
    }

    [Fact]
    public void Writing_through_a_link_into_a_missing_folder_reports_that_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links requires a privilege on Windows");
        string link = Path.Combine(_folder.Folder, "link.txt");
        File.CreateSymbolicLink(link, "missing/target.txt");
        UnwritableFileException fault = Assert.Throws<UnwritableFileException>(() => AtomicFile.Write(link, stream => stream.Write("after"u8)));
        Assert.Contains($"{Path.Combine(_folder.Folder, "missing")} does not exist", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes a text and a link to it.</summary>
    private string Link(string name, string target, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links requires a privilege on Windows");
        string link = Path.Combine(_folder.Folder, name);
        string folder = Path.GetDirectoryName(link)!;
        Directory.CreateDirectory(folder);
        _folder.Write(Path.GetRelativePath(_folder.Folder, Path.GetFullPath(Path.Combine(folder, target))), text);
        File.CreateSymbolicLink(link, target);
        return link;
    }
}
