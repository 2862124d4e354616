using System.Diagnostics;
using System.Text.Json;

namespace Talpa.Tests;

/// <summary>Asks Python, and gensim and NumPy through it, for expected values; tests that need it are skipped where it is not installed.</summary>
internal static class Python
{
    private const string Executable = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<bool> HasGensim = new(() => File.Exists(Executable) && Start("import gensim, numpy", []).ExitCode == 0);

    /// <summary>Skips the running test unless Python with gensim is installed.</summary>
    public static void RequireGensim() =>
        Assert.SkipUnless(HasGensim.Value, $"{Executable} with gensim is not installed (Debian: python3-gensim)");

    /// <summary>Runs a script that prints JSON. Its arguments are in <c>sys.argv[1:]</c>; json, numpy (np) and, if it is named, gensim's KeyedVectors are imported.</summary>
    public static JsonElement Run(string script, params string[] arguments)
    {
        RequireGensim();
        string prelude = "import json, sys\nimport numpy as np\n";
        if (script.Contains("KeyedVectors", StringComparison.Ordinal))
        {
            // Takes a second.
            prelude += "from gensim.models import KeyedVectors\n";
        }

        (int exitCode, string output, string error) = Start(prelude + script, arguments);
        Assert.True(exitCode == 0, $"Python failed: {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static (int ExitCode, string Output, string Error) Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, ["-W", "ignore", "-c", script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
