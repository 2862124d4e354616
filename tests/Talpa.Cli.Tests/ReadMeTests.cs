using System.IO.Compression;
using System.Text;
using Talpa.Samples;

namespace Talpa.Cli.Tests;

/// <summary>The README's commands, run in order in a folder that has the files they name.</summary>
public class ReadMeTests
{
    [Fact]
    public void Every_command_in_the_README_works()
    {
        using var folder = new TemporaryFolder();
        using (var corpus = new GZipStream(File.Create(folder.Path("corpus.txt.gz")), CompressionLevel.Fastest))
        {
            string royal = "the king rules and the man works\nthe queen rules and the woman works\n";
            string zoo = string.Join('\n', ZooText.Sentences(seed: 1, sentences: 1000));
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

            using TalpaProcess process = TalpaProcess.RunShell(folder.Root, command);
            Assert.True(process.ExitCode == 0, $"{command}: exit code {process.ExitCode}\n{process.Error}");
        }
    }

    /// <summary>Interrupts a training so that it can be resumed.</summary>
    private static void InterruptTraining(TemporaryFolder folder)
    {
        Interruption.Of(
            folder.Path("vectors.talpa.checkpoint"),
            epochs => TalpaProcess.Start(folder.Root, ["train", "corpus.txt.gz", "-o", "vectors.talpa", "--epochs", $"{epochs}", .. Interruption.SavesOften]));
    }

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
