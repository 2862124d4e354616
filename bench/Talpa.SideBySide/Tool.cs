using System.Diagnostics;
using System.Text.Json;

namespace Talpa.SideBySide;

/// <summary>A program that trains word vectors, run as a process of its own each time.</summary>
internal abstract class Tool
{
    /// <summary>As the table calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Name and version, and where it came from.</summary>
    public abstract string Version { get; }

    /// <summary>Epochs in the longer of the two runs whose difference is taken; a fast tool does more, so that its difference is long enough to measure.</summary>
    public abstract int LongEpochs { get; }

    /// <summary>The command line of a run.</summary>
    public abstract IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed);

    /// <summary>Runs it. A tool that doesn't time its phases itself gets the time of its whole process.</summary>
    public Timing Run(Setting setting, int epochs, string corpus, string? output = null, int seed = 1)
    {
        IReadOnlyList<string> command = Command(setting, epochs, corpus, output, seed);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // gensim calls BLAS for single vectors, where threads of BLAS can only harm.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors.Result}");
        }

        int json = printed.LastIndexOf('{');
        return json < 0 ? new Timing(double.NaN, seconds) : JsonSerializer.Deserialize<Timing>(printed[json..])!;
    }

    /// <summary>The first line that a command prints; empty where there is no such command.</summary>
    protected static string FirstLine(string file, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            string printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return printed.Split('\n')[0].Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
