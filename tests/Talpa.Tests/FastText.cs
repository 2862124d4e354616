using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Talpa.Tests;

/// <summary>Runs fastText. Tests that need it are skipped if it is not installed.</summary>
internal static class FastText
{
    private const string Executable = "/usr/bin/fasttext";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the running test unless fastText is installed.</summary>
    public static void Require() => Assert.SkipUnless(File.Exists(Executable), $"{Executable} is not installed (Debian: fasttext)");

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <returns>What it writes to the standard output.</returns>
    public static string Run(params IEnumerable<string> arguments) => RunWith([], arguments);

    /// <summary>The vectors of words, one after another, as print-word-vectors prints them: with five digits.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="words">The words, without white space.</param>
    public static float[][] VectorsOf(string model, IReadOnlyCollection<string> words)
    {
        string printed = RunWith(Encoding.UTF8.GetBytes(string.Join('\n', words) + "\n"), ["print-word-vectors", model]);
        string[] lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words.Count, lines.Length);
        return [.. lines.Select(line => Numbers(line))];
    }

    /// <summary>The numbers behind the first word of a line.</summary>
    public static float[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>Runs a command with a standard input.</summary>
    public static string RunWith(byte[] input, IEnumerable<string> arguments)
    {
        Require();
        using Process process = Process.Start(new ProcessStartInfo(Executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            process.WaitForExit();
            Assert.Fail($"fastText took more than {Patience}");
        }

        Assert.True(process.ExitCode == 0, $"fastText failed: {error.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }
}
