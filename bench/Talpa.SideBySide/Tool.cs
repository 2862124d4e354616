using System.Diagnostics;
using System.Text.Json;

namespace Talpa.SideBySide;

/// <summary>A program that trains word vectors. Each run is a separate process.</summary>
internal abstract class Tool
{
    /// <summary>The name in the tables.</summary>
    public abstract string Name { get; }

    /// <summary>The name, version and origin.</summary>
    public abstract string Version { get; }

    /// <summary>The number of epochs of the longer of two runs whose difference is measured. A fast tool needs more epochs for a measurable difference.</summary>
    public abstract int LongEpochs { get; }

    /// <summary>Whether the tool reports the time in which it builds a vocabulary.</summary>
    public virtual bool ReportsVocabulary => false;

    /// <summary>Whether the quality of the tool's vectors is measured.</summary>
    public virtual bool IsScored => false;

    /// <summary>Whether the tool can run a setting.</summary>
    public virtual bool Supports(Setting setting) => true;

    /// <summary>Returns the command line of a run.</summary>
    public abstract IReadOnlyList<string> Command(Setting setting, int epochs, string corpus, string? output, int seed);

    /// <summary>Runs the tool. For a tool that does not report the times of its phases, the time of the whole process is used.</summary>
    public Timing Run(Setting setting, int epochs, string corpus, string? output = null, int seed = 1)
    {
        IReadOnlyList<string> command = Command(setting, epochs, corpus, output, seed);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // gensim calls BLAS for single vectors, for which threads of BLAS are slower.
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
            throw new InvalidOperationException($"{string.Join(' ', command)} failed with exit code {process.ExitCode}: {errors.Result}");
        }

        int json = printed.LastIndexOf('{');
        return json < 0 ? new Timing(double.NaN, seconds) : JsonSerializer.Deserialize<Timing>(printed[json..])!;
    }

    /// <summary>Returns the first line that a command prints; empty if the command is not installed.</summary>
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
