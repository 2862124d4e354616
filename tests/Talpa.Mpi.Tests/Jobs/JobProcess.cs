using System.Diagnostics;
using System.Text;

namespace Talpa.Mpi.Tests.Jobs;

/// <summary>A job under mpirun.</summary>
internal sealed class JobProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    private JobProcess(Process process) => _process = process;

    /// <summary>What the ranks have written to their outputs.</summary>
    public string Out => Read(_out);

    /// <summary>What they have written to their error streams, and mpirun to its own.</summary>
    public string Error => Read(_error);

    /// <summary>The lines of <see cref="Out"/> in order.</summary>
    public string[] Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    /// <summary>Starts ranks that all do the same.</summary>
    public static JobProcess Start(Mpi mpi, int ranks, params string[] command) => Start(mpi.Path!, [.. mpi.Options, "-n", $"{ranks}", .. command]);

    /// <summary>Starts mpirun or another program.</summary>
    public static JobProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Containers run the tests as root, which Open MPI refuses otherwise. A console that is dumb gets no escape codes.
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        start.Environment["TERM"] = "dumb";
        var job = new JobProcess(Process.Start(start)!);
        job._process.OutputDataReceived += (_, line) => Append(job._out, line.Data);
        job._process.ErrorDataReceived += (_, line) => Append(job._error, line.Data);
        job._process.BeginOutputReadLine();
        job._process.BeginErrorReadLine();
        job._process.StandardInput.Close();
        return job;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), $"it did not end within {Patience}; output:\n{Out}\n{Error}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits for an end with exit code 0.</summary>
    public void RequireSuccess()
    {
        int code = WaitForExit();
        Assert.True(code == 0, $"exit code {code}; output:\n{Out}\n{Error}");
    }

    /// <summary>Waits until something holds of its output.</summary>
    public void WaitUntil(Func<JobProcess, bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition(this))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited, $"it never came to that; output:\n{Out}\n{Error}");
            Thread.Sleep(10);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
