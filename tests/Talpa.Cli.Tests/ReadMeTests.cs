using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Talpa.Samples;

namespace Talpa.Cli.Tests;

/// <summary>The README's commands, run in order on the files they name. In this process: what only a process can show is in the tests of processes.</summary>
public partial class ReadMeTests
{
    [Fact]
    public void Every_command_in_the_README_works()
    {
        using var folder = new TemporaryFolder();
        using (var corpus = new GZipStream(File.Create(folder.Path("corpus.txt.gz")), CompressionLevel.Fastest))
        {
            string royal = "the king rules and the man works\nthe queen rules and the woman works\n";
            string zoo = string.Join('\n', ZooText.Sentences(seed: 1, sentences: 300));
            corpus.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(royal, 50)) + zoo));
        }

        File.WriteAllText(folder.Path("more.txt"), string.Concat(Enumerable.Repeat("the hamster and the mole sleep in the garden\n", 20)));
        File.WriteAllText(folder.Path("questions-words.txt"), ": family\nman woman king queen\n");

        // Commands that serve a page until Ctrl-C have separate tests.
        string[] commands =
        [
            .. File.ReadLines(Path.Combine(Root(), "README.md"))
                .Where(line => line.StartsWith("talpa ", StringComparison.Ordinal)
                    && !line.StartsWith("talpa studio", StringComparison.Ordinal) && !line.EndsWith("--watch", StringComparison.Ordinal)),
        ];

        Assert.True(commands.Length >= 6);
        foreach (string command in commands)
        {
            if (command.StartsWith("talpa resume", StringComparison.Ordinal))
            {
                InterruptTraining(folder);
            }

            Session session = Session.Run([.. Words(command).Skip(1).Select(word => word.Contains('.', StringComparison.Ordinal) ? folder.Path(word) : word)]);
            Assert.True(session.Code == ExitCode.Done, $"{command}: {session.Code}\n{session.Error}");
        }
    }

    /// <summary>Interrupts a training at its start so that it can be resumed.</summary>
    private static void InterruptTraining(TemporaryFolder folder)
    {
        Session interrupted = Session.Run(
            terminal =>
            {
                terminal.Interrupt.Request();
                return terminal;
            },
            "train", folder.Path("corpus.txt.gz"), "-o", folder.Path("vectors.talpa"));
        Assert.Equal(ExitCode.Interrupted, interrupted.Code);
    }

    /// <summary>The words of a command line; quotes enclose a word with spaces.</summary>
    private static IEnumerable<string> Words(string command) => Word().Matches(command).Select(word => word.Value.Trim('"'));

    [GeneratedRegex("\"[^\"]*\"|[^ ]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Talpa.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from within the project's folder.");
        }

        return folder;
    }
}
