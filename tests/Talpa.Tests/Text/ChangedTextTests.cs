using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Files that are changed while they are read.</summary>
public sealed class ChangedTextTests : IDisposable
{
    private const int Lines = 200_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_becomes_shorter_while_it_is_read_is_refused()
    {
        string path = Write();
        string message = Assert.Throws<UnusableInputException>(() => EncodeAnd(path, () => File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).SetLengthAndClose(100_000))).Message;
        Assert.StartsWith($"{path} became shorter while it was read", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_grows_or_is_overwritten_while_it_is_read_is_counted()
    {
        string path = Write();
        using (EncodedCorpus grown = EncodeAnd(path, () => File.AppendAllText(path, "more words\n")))
        {
            Assert.Equal(1, grown.Report.PartsChanged);
        }

        path = Write();
        using (EncodedCorpus written = EncodeAnd(path, () => Overwrite(path)))
        {
            Assert.Equal(1, written.Report.PartsChanged);
        }
    }

    [Fact]
    public void A_file_that_is_removed_while_it_is_read_is_read_to_its_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file can't be removed on Windows");
        string path = Write();
        using EncodedCorpus corpus = EncodeAnd(path, () => File.Delete(path));
        Assert.Equal(Lines, corpus.Report.Lines);
        Assert.Equal(1, corpus.Report.PartsChanged);
    }

    [Fact]
    public void An_unchanged_file_is_not_counted()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.File(Write()));
        Assert.Equal(0, corpus.Report.PartsChanged);
    }

    /// <summary>Runs an action when reading has begun.</summary>
    private static EncodedCorpus EncodeAnd(string path, Action change)
    {
        bool changed = false;
        var tokenizer = Tokenizer.From(line =>
        {
            if (!changed)
            {
                changed = true;
                change();
            }

            return line.Split(' ');
        });
        return Corpora.Encode(TextSource.File(path), Corpora.KeepAll with { Tokenizer = tokenizer });
    }

    private static void Overwrite(string path)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Write("The"u8);
        file.Flush();
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(2));
    }

    private string Write()
    {
        string path = Path.Combine(_folder.Folder, "t.txt");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("the mole digs\n", Lines)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }
}

file static class Shortening
{
    public static void SetLengthAndClose(this FileStream file, long length)
    {
        using (file)
        {
            file.SetLength(length);
        }
    }
}
