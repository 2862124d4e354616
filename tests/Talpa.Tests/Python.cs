using System.Diagnostics;
using System.Text.Json;

namespace Talpa.Tests;

/// <summary>
/// Gets expected values from Python, gensim and NumPy. Tests that need Python are skipped if it is not installed. One process
/// runs all scripts in order, because loading gensim takes seconds. It ends when its input is closed, at the latest with the test process.
/// </summary>
internal static class Python
{
    private const string Executable = "/usr/bin/python3";

    /// <summary>Reads a script and its arguments from a line, runs it in a new namespace, and writes a line with its output or its error.</summary>
    private const string Loop = """
        import contextlib, io, json, sys, traceback
        answers, sys.stdout = sys.stdout, sys.stderr
        for line in sys.stdin:
            script, sys.argv[1:] = json.loads(line)
            printed, error = io.StringIO(), None
            try:
                with contextlib.redirect_stdout(printed):
                    exec(script, {'__name__': '__main__'})
            except BaseException:
                error = traceback.format_exc()
            print(json.dumps([printed.getvalue(), error]), file=answers, flush=True)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lock Turn = new();
    private static readonly Lazy<Process> Worker = new(Start);
    private static readonly Lazy<bool> HasGensim = new(() => File.Exists(Executable) && Answer("import gensim, numpy", []).Error is null);

    /// <summary>Skips the running test unless Python with gensim is installed.</summary>
    public static void RequireGensim() =>
        Assert.SkipUnless(HasGensim.Value, $"{Executable} with gensim is not installed (Debian: python3-gensim)");

    /// <summary>Runs a script that prints JSON. Its arguments are in <c>sys.argv[1:]</c>; json, numpy (np) and, if used, gensim's KeyedVectors are imported.</summary>
    public static JsonElement Run(string script, params string[] arguments)
    {
        RequireGensim();
        string prelude = "import json, sys\nimport numpy as np\n";
        if (script.Contains("KeyedVectors", StringComparison.Ordinal))
        {
            prelude += "from gensim.models import KeyedVectors\n";
        }

        (string output, string? error) = Answer(prelude + script, arguments);
        Assert.True(error is null, $"Python failed: {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static (string Output, string? Error) Answer(string script, string[] arguments)
    {
        lock (Turn)
        {
            Process worker = Worker.Value;
            worker.StandardInput.WriteLine(JsonSerializer.Serialize(new object[] { script, arguments }));
            worker.StandardInput.Flush();
            Task<string?> answer = worker.StandardOutput.ReadLineAsync();
            if (!answer.Wait(Patience))
            {
                worker.Kill(entireProcessTree: true);
            }

            using var line = JsonDocument.Parse(answer.GetAwaiter().GetResult() ?? throw new InvalidOperationException("Python ended."));
            return (line.RootElement[0].GetString()!, line.RootElement[1].GetString());
        }
    }

    private static Process Start() => Process.Start(new ProcessStartInfo(Executable, ["-W", "ignore", "-c", Loop])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        Environment = { ["PYTHONIOENCODING"] = "utf-8" },
    })!;
}
