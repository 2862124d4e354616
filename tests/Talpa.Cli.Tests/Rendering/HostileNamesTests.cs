using System.Text.Json;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Rendering;

/// <summary>Words, file names and arguments with terminal control sequences: no command writes them unescaped to any stream.</summary>
public sealed class HostileNamesTests : IDisposable
{
    private const string Escape = "\u001b[31m\u001b]0;title\a";
    private const string Direction = "a\u202Eb\u202Dc\u2066d\u2067e\u2068f\u2069g\u200Eh\u200Fi\u061C";
    private const string Control = "\u009b31m\u0085\u007f\b\v";
    private const string Broken = "\uFEFF\u2028\u2029\u00AD";

    private static readonly string[] Words = [Escape, Direction, Control, Broken, "plain", "[red]markup[/]"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_escapes_control_sequences_in_words_and_file_names()
    {
        string vectors = _folder.Path($"v{Escape.Replace('/', '_')}{Direction}.talpa");
        VectorFileAccess.Write(vectors, Content());
        string pairs = _folder.Write($"p{Direction}.tsv", $"{Words[0]}\t{Words[1]}\t7\n{Words[1]}\t{Words[4]}\t3\n{Words[4]}\t{Words[5]}\t1\n");
        string questions = _folder.Write($"q{Direction}.txt", $": {Escape}{Direction}\n{Words[0]} {Words[1]} plain {Words[5]}\n");
        string text = _folder.Write($"t{Escape}{Direction}.txt", string.Concat(Enumerable.Repeat(string.Join(' ', Words) + "\n", 50)));
        string output = _folder.Path($"o{Direction}.vec");
        string[][] commands =
        [
            ["info", vectors],
            ["nearest", vectors, "--match-case", "--", Escape, Direction],
            ["nearest", vectors, "--", Escape + Direction],
            ["similarity", vectors, "--", Escape, Direction],
            ["odd-one-out", vectors, "--", Escape, Direction, Control],
            ["analogy", vectors, "--", Escape, Direction, "plain"],
            ["predict", vectors, "--", Escape],
            ["eval", "similarity", vectors, pairs],
            ["eval", "analogies", vectors, questions],
            ["convert", vectors, output],
            ["explain", string.Join(' ', Words), "--center", "plain", "--tokenizer", "whitespace"],
            ["explain", "a b", "--center", Escape + Direction],
            ["train", text, "-o", _folder.Path($"n{Direction}.talpa"), "--tokenizer", "whitespace", "--dim", "8"],
            ["train", _folder.Path($"missing{Escape}{Direction}")],
            ["train", text, "-o", Path.Combine(_folder.Path($"missing{Escape}{Direction}"), "x.vec")],
            ["info", text],
            ["eval", "similarity", vectors, text],
            [Escape + Direction],
            ["train", "--" + Escape + Direction],
            ["train", "--dim", Escape + Direction],
            ["train", "--format", Escape + Direction],
        ];
        foreach (string[] command in commands)
        {
            RequireSafe(Session.Run(command), command);
            RequireSafe(Session.Run(terminal => terminal with { OutIsScreen = true, ErrorIsScreen = true, ScreenWidth = () => 60 }, command), command);
            RequireJson(command);
        }
    }

    [Fact]
    public void A_resumed_training_and_a_watched_one_escape_control_sequences_in_words_and_file_names()
    {
        string text = _folder.Write($"t{Escape}{Direction}.txt", string.Concat(Enumerable.Repeat(string.Join(' ', Words) + "\n", 50)));
        string output = _folder.Path($"v{Escape.Replace('/', '_')}{Direction}.talpa");
        string checkpoints = output + ".checkpoint";
        string[] train = ["train", text, "-o", output, "--tokenizer", "whitespace", "--dim", "8", "--epochs", "100"];
        RequireSafe(Interrupted([.. train, "--watch", "--no-browser"]), train);
        Assert.True(Directory.Exists(checkpoints));

        // Checkpoints that are not saved again are not removed at the end.
        string[] resume = ["resume", checkpoints, "--checkpoint-every", "off"];
        RequireEverywhere(resume);
        RequireSafe(Interrupted(resume), resume);
        RequireEverywhere([.. resume, "--watch", "--no-browser", "--quiet"]);
        RequireEverywhere(["resume", _folder.Path($"missing{Escape}{Direction}")]);

        File.WriteAllText(Path.Combine(checkpoints, "999999.checkpoint"), "corrupt");
        RequireEverywhere(resume);
        File.WriteAllText(output, "some notes");
        RequireEverywhere(resume);
        File.Delete(output);
        File.WriteAllText(text, Escape + Direction);
        RequireEverywhere(resume);
        File.Delete(text);
        RequireEverywhere(resume);
        string renamed = _folder.Path($"renamed{Escape.Replace('/', '_')}{Direction}");
        Directory.Move(checkpoints, renamed);
        RequireEverywhere(["resume", renamed]);
    }

    private static void RequireEverywhere(string[] command)
    {
        RequireSafe(Session.Run(command), command);
        RequireSafe(Session.Run(terminal => terminal with { OutIsScreen = true, ErrorIsScreen = true, ScreenWidth = () => 60 }, command), command);
        RequireSafe(Session.Run([.. command, "--json"]), command);
    }

    /// <summary>Requests an interruption when the command first waits for it.</summary>
    private static Session Interrupted(string[] command) => Session.Run(
        terminal =>
        {
            terminal.Interrupt.Request();
            return terminal with { OutIsScreen = true, ErrorIsScreen = true, ScreenWidth = () => 60 };
        },
        command);

    private static void RequireJson(string[] command)
    {
        if (command[0] is not ("info" or "nearest" or "similarity" or "odd-one-out" or "analogy" or "predict" or "eval" or "convert" or "train" or "explain"))
        {
            return;
        }

        int arguments = Array.IndexOf(command, "--") is >= 0 and int at ? at : command.Length;
        Session session = Session.Run([.. command[..arguments], "--json", .. command[arguments..]]);
        RequireSafe(session, command);
        if (session.Code == ExitCode.Done)
        {
            JsonDocument.Parse(session.Out).Dispose();
        }
    }

    private static void RequireSafe(Session session, string[] command)
    {
        // Only Talpa itself may write the sequences that redraw a progress line.
        string error = session.Error.Replace("\u001b[K", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        foreach (string line in (session.Out + error).Split('\n'))
        {
            Assert.True(SafeText.Escape(line) == line, $"{SafeText.Escape(string.Join(' ', command))} wrote {SafeText.Escape(line)}");
        }

        Assert.NotEmpty(session.Out + error);
    }

    private static VectorFileContent Content()
    {
        var random = new Random(5);
        return new VectorFileContent
        {
            Vectors = new WordVectors(Words, 4, [.. Enumerable.Range(0, 4 * Words.Length).Select(_ => random.NextSingle() - 0.5f)]),
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { [Escape] = Direction },
        };
    }
}
