using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Talpa.Tests.Storage;

/// <summary>
/// Writes that fail at every byte of all that Talpa writes: one line, the file of before whole, nothing else left. The system is told that no file
/// may become longer than so many bytes, which holds for all that a process writes: so each of these tests runs itself in a process of its own.
/// </summary>
public sealed class WriteFaultTests
{
    private const string Alone = "TALPA_TEST_ALONE";

    [Fact]
    public Task Vectors_of_every_format_that_can_be_written_up_to_any_byte_leave_the_old_ones_and_nothing_else() => AloneAsync(writes => writes.Vectors());

    [Fact]
    public Task Checkpoints_of_every_objective_that_can_be_written_up_to_any_byte_leave_the_old_one_and_nothing_else() => AloneAsync(writes => writes.Checkpoints());

    [Fact]
    public Task Temporary_files_that_can_be_written_up_to_any_byte_are_told_and_gone() => AloneAsync(writes => writes.TemporaryFiles());

    private static async Task AloneAsync(Action<LimitedWrites> test, [CallerMemberName] string name = "")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the length of files is limited in Linux's way");
        if (Environment.GetEnvironmentVariable(Alone) == name)
        {
            using var writes = new LimitedWrites();
            test(writes);
            return;
        }

        string program = Path.ChangeExtension(typeof(WriteFaultTests).Assembly.Location, null);
        var start = new ProcessStartInfo(program, ["-nocolor", "-method", $"{typeof(WriteFaultTests).FullName}.{name}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { [Alone] = name, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Total: 1, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", output);
    }
}
