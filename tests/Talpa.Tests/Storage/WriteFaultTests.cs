using System.Runtime.CompilerServices;

namespace Talpa.Tests.Storage;

/// <summary>
/// Write errors at each byte of every kind of file: one error line, the previous file unchanged, and no other file. The system limits the length
/// of all files that the process writes, so each of these tests runs in a separate process.
/// </summary>
public sealed class WriteFaultTests
{
    [Fact]
    public Task A_write_error_at_any_byte_of_vectors_of_every_format_leaves_only_the_old_file() => AloneAsync(writes => writes.Vectors());

    [Fact]
    public Task A_write_error_at_any_byte_of_checkpoints_of_every_objective_leaves_only_the_old_one() => AloneAsync(writes => writes.Checkpoints());

    [Fact]
    public Task A_write_error_at_any_byte_of_temporary_files_is_reported_and_removes_them() => AloneAsync(writes => writes.TemporaryFiles());

    private static async Task AloneAsync(Action<LimitedWrites> test, [CallerMemberName] string name = "")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test limits file sizes with RLIMIT_FSIZE");
        if (OwnProcess.Argument(name) is not null)
        {
            using var writes = new LimitedWrites();
            test(writes);
            return;
        }

        (int code, string output) = await OwnProcess.RunAsync(typeof(WriteFaultTests), name, "limited");

        Assert.True(code == 0, output);
        Assert.Matches("Total: 1, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", output);
    }
}
