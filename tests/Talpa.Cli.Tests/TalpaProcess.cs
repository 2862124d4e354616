using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Talpa.Cli.Tests;

/// <summary>
/// The built <c>talpa</c> as a process of its own. SIGINT ends it as it does in a terminal, also where the tests run in the background of a
/// script: there a shell lets its children ignore SIGINT, and they pass that on to theirs.
/// </summary>
internal sealed partial class TalpaProcess : IDisposable
{
    private const string Environment = "/usr/bin/env";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Whether there is an <c>env</c> that restores the default action of a signal: GNU coreutils 8.31 or later.</summary>
    private static readonly Lazy<bool> EnvironmentRestoresSignals = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Environment))
        {
            return false;
        }

        using var trial = Process.Start(new ProcessStartInfo(Environment, ["--default-signal=INT", "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    });

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    private TalpaProcess(Process process) => _process = process;

    /// <summary>The executable that was built with these tests.</summary>
    public static string Executable { get; } = Find();

    /// <summary>What it has written to its output.</summary>
    public string Out => Read(_out);

    /// <summary>What it has written to its error stream.</summary>
    public string Error => Read(_error);

    /// <summary>Starts it in a folder.</summary>
    public static TalpaProcess Start(string folder, params string[] arguments) => Start(Executable, folder, arguments);

    /// <summary>Starts a shell line in a folder, in which <c>talpa</c> stands for the executable.</summary>
    public static TalpaProcess StartShell(string folder, string line) =>
        Start("/bin/sh", folder, ["-c", $"talpa() {{ \"{Executable}\" \"$@\"; }}; {line}"]);

    /// <summary>Runs it to its end.</summary>
    public static TalpaProcess Run(string folder, params string[] arguments)
    {
        TalpaProcess process = Start(folder, arguments);
        process._process.StandardInput.Close();
        process.WaitForExit();
        return process;
    }

    /// <summary>Runs a shell line to its end.</summary>
    public static TalpaProcess RunShell(string folder, string line)
    {
        TalpaProcess process = StartShell(folder, line);
        process._process.StandardInput.Close();
        process.WaitForExit();
        return process;
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), $"it did not end within {Patience}; output:\n{Out}\n{Error}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The exit code of a process that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Waits until something holds of its output.</summary>
    public void WaitUntil(Func<TalpaProcess, bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition(this))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited, $"it never came to that; output:\n{Out}\n{Error}");
            Thread.Sleep(10);
        }
    }

    /// <summary>Writes to its standard input; what is longer than a pipe holds returns only when the process has read most of it.</summary>
    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Sends INT, TERM or KILL.</summary>
    public void Signal(string name)
    {
        int number = name switch { "INT" => 2, "KILL" => 9, "TERM" => 15, _ => throw new ArgumentOutOfRangeException(nameof(name)) };
        Assert.True(Kill(_process.Id, number) == 0 || _process.HasExited, $"signal {name} can't be sent: error {Marshal.GetLastPInvokeError()}");
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

    private static TalpaProcess Start(string program, string folder, string[] arguments)
    {
        if (EnvironmentRestoresSignals.Value)
        {
            arguments = ["--default-signal=INT", program, .. arguments];
            program = Environment;
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var running = new TalpaProcess(Process.Start(start)!);
        running._process.OutputDataReceived += (_, line) => Append(running._out, line.Data);
        running._process.ErrorDataReceived += (_, line) => Append(running._error, line.Data);
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

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

    private static string Find()
    {
        string framework = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);
        string name = OperatingSystem.IsWindows() ? "talpa.exe" : "talpa";
        return Talpa.Tests.Repository.Path(Path.Combine("src", "Talpa.Cli", "bin", configuration, framework, name));
    }
}
