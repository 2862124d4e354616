using System.IO.Compression;
using System.IO.Pipes;
using System.Text;
using Talpa.Formats;

namespace Talpa.Cli.Tests;

/// <summary>Vectors that come through pipes and links.</summary>
public sealed class PipedVectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WordVectors _vectors = new(["man", "king", "queen"], 3, [0.5f, 0, 0, 1, 1, 0, 1, 1, 1]);

    public PipedVectorsTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes are named as Unix names them");

    public static TheoryData<VectorFileFormat> Formats(bool isOneFile) =>
        [.. Enum.GetValues<VectorFileFormat>().Where(format => FormatTable.Default[format].PathBeside("v") is null == isOneFile)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats), true)]
    public void Vectors_are_read_through_a_pipe_once(VectorFileFormat format)
    {
        byte[] bytes = File.ReadAllBytes(Save(format));
        using (var pipe = new Pipe(bytes))
        {
            Assert.StartsWith("Nearest to man", Run("nearest", pipe.Name, "man"), StringComparison.Ordinal);
        }

        using (var pipe = new Pipe(Gzip(bytes)))
        {
            Assert.StartsWith("Nearest to man", Run("nearest", pipe.Name, "man"), StringComparison.Ordinal);
        }

        using (var pipe = new Pipe(bytes))
        {
            string info = Run("info", pipe.Name);
            Assert.Contains($"format     {FormatTable.Default[format].Name}\nwords      3\n", info, StringComparison.Ordinal);
            Assert.StartsWith($"file       {pipe.Name}\n", info, StringComparison.Ordinal);
        }

        using (var pipe = new Pipe(Gzip(bytes)))
        {
            Run("convert", pipe.Name, _folder.Path("out.vec"), "--quiet");
        }

        Assert.Equal(File.ReadAllText(Save(VectorFileFormat.Text)), File.ReadAllText(_folder.Path("out.vec")));
    }

    [Theory]
    [MemberData(nameof(Formats), false)]
    public void Formats_of_two_files_are_refused_through_a_pipe(VectorFileFormat format)
    {
        using var pipe = new Pipe(File.ReadAllBytes(Save(format)));
        Session.Run("info", pipe.Name).FailedWith(ExitCode.UnusableInput, "second file; load");
    }

    [Fact]
    public void Words_questions_and_vocabularies_are_read_through_pipes()
    {
        string file = Save(VectorFileFormat.Text);
        using (Pipe words = new("man\n"u8), kept = new("man\nking\n"u8))
        {
            Assert.Equal("man\tking\t0.7071\n", Run("nearest", file, "--words", words.Name, "-n", "1", "--keep-words", kept.Name));
        }

        using (Pipe pairs = new("man king 3\nking queen 5\n"u8))
        {
            Assert.Contains("2 of 2", Run("eval", "similarity", file, pairs.Name), StringComparison.Ordinal);
        }

        using (Pipe text = new("the cat\nthe dog\n"u8), vocabulary = new("the 20\ncat 10\n"u8))
        {
            Run("train", text.Name, "-o", _folder.Path("t.vec"), "--read-vocab", vocabulary.Name, "--dim", "2", "--quiet");
        }

        Assert.StartsWith("2 2\nthe ", File.ReadAllText(_folder.Path("t.vec")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipes_of_a_shell_are_read()
    {
        Save(VectorFileFormat.Talpa);
        Assert.StartsWith("Nearest to man", RunShell("talpa nearest <(cat v.talpa) man"), StringComparison.Ordinal);
        Assert.StartsWith("file       /dev/stdin\n", RunShell("gzip -c v.talpa | talpa info /dev/stdin"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dash_is_no_file_of_vectors() => Session.Run("info", "-").FailedWith(ExitCode.WrongUsage, "/dev/stdin");

    [Fact]
    public void An_output_link_to_a_missing_file_creates_that_file()
    {
        string vectors = Save(VectorFileFormat.Talpa);
        Directory.CreateDirectory(_folder.Path("store"));
        File.CreateSymbolicLink(_folder.Path("link.vec"), "store/real.vec");
        Run("convert", vectors, _folder.Path("link.vec"), "--quiet");
        Assert.NotNull(new FileInfo(_folder.Path("link.vec")).LinkTarget);
        Assert.Equal(File.ReadAllText(Save(VectorFileFormat.Text)), File.ReadAllText(_folder.Path("store/real.vec")));

        File.CreateSymbolicLink(_folder.Path("dangling.vec"), "nowhere/x.vec");
        Session.Run("convert", vectors, _folder.Path("dangling.vec")).FailedWith(ExitCode.Failed, "does not exist");
        Session.Run("info", _folder.Path("dangling.vec")).FailedWith(ExitCode.UnusableInput, "no such file");
    }

    /// <summary>Saves the vectors as <c>v</c> with the ending of a format, and returns the path.</summary>
    private string Save(VectorFileFormat format)
    {
        string path = _folder.Path("v" + FormatTable.Default[format].Extension);
        _vectors.Save(path);
        return path;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>Runs the command in this process and returns its output.</summary>
    private static string Run(params string[] arguments)
    {
        Session session = Session.Run(arguments);
        Assert.True(session.Code == ExitCode.Done, $"{string.Join(' ', arguments)}: {session.Code}\n{session.Error}");
        return session.Out;
    }

    private string RunShell(string line)
    {
        File.WriteAllText(_folder.Path("line.sh"), $"talpa() {{ \"{TalpaProcess.Executable}\" \"$@\"; }}\n{line}\n");
        using TalpaProcess process = TalpaProcess.RunShell(_folder.Root, "bash line.sh");
        Assert.True(process.ExitCode == 0, $"{line}: {process.ExitCode}\n{process.Error}\n{process.Out}");
        return process.Out;
    }

    /// <summary>A pipe that holds some bytes and then ends, with a name as a shell gives to <c>&lt;(...)</c>. Who opens it a second time reads nothing.</summary>
    private sealed class Pipe : IDisposable
    {
        private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out);

        public Pipe(ReadOnlySpan<byte> bytes)
        {
            Assert.True(bytes.Length < 4096, "a pipe holds no more on some systems; a write of more does not return");
            _pipe.Write(bytes);
            _pipe.SafePipeHandle.Dispose();
        }

        public string Name => $"/dev/fd/{_pipe.ClientSafePipeHandle.DangerousGetHandle()}";

        public void Dispose() => _pipe.Dispose();
    }
}
