using System.Diagnostics;

namespace Talpa.Tests.Storage;

/// <summary>
/// Runs a test once more in a process of its own, for what holds for a whole process. There <see cref="Argument"/> is what it was given; in the
/// process of all the tests it is <c>null</c>.
/// </summary>
internal static class OwnProcess
{
    private const string Name = "TALPA_TEST_ALONE";
    private const string Given = "TALPA_TEST_ARGUMENT";

    /// <summary>What the test was given, if this process is there for it alone.</summary>
    public static string? Argument(string test) => Environment.GetEnvironmentVariable(Name) == test ? Environment.GetEnvironmentVariable(Given) : null;

    /// <summary>Runs a test.</summary>
    /// <param name="tests">Its class.</param>
    /// <param name="test">Its name.</param>
    /// <param name="argument">What it is given; not empty.</param>
    /// <returns>The exit code, 0 where the test passes, and what was written.</returns>
    public static async Task<(int Code, string Output)> RunAsync(Type tests, string test, string argument)
    {
        string program = Path.ChangeExtension(tests.Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, ["-nocolor", "-method", $"{tests.FullName}.{test}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { [Name] = test, [Given] = argument, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
