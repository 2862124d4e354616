using System.Diagnostics;

namespace Talpa.Tests.Storage;

/// <summary>
/// Runs a test again in a separate process, for settings of a whole process. There <see cref="Argument"/> is the given argument; in the
/// process that runs all tests it is <c>null</c>.
/// </summary>
internal static class OwnProcess
{
    private const string Name = "TALPA_TEST_ALONE";
    private const string Given = "TALPA_TEST_ARGUMENT";

    /// <summary>The argument of the test, if this process runs only that test.</summary>
    public static string? Argument(string test) => Environment.GetEnvironmentVariable(Name) == test ? Environment.GetEnvironmentVariable(Given) : null;

    /// <summary>Runs a test in a separate process.</summary>
    /// <param name="tests">The test class.</param>
    /// <param name="test">The name of the test method.</param>
    /// <param name="argument">The argument; not empty.</param>
    /// <returns>The exit code, 0 if the test passes, and the output.</returns>
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
