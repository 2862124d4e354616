using System.Diagnostics;

namespace Talpa.Fuzzing;

/// <summary>
/// What every reader promises, whatever the bytes: it returns, or throws <see cref="UnusableInputException"/> with one line; it is done in time;
/// and what it allocates is bounded by the length of the file. Anything else is an exception of another type, which ends the run.
/// </summary>
internal static class Contract
{
    /// <summary>Buffers that do not depend on the file.</summary>
    private const long FixedBytes = 8 << 20;

    /// <summary>A word of one byte with one number, 4 bytes of text, becomes a row of 64 bytes, a string and places in two tables of words.</summary>
    private const long BytesPerByte = 400;

    /// <summary>Deflate makes at most 1,032 bytes of one.</summary>
    private const long MaxDecompressed = 1032;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads the bytes and sees whether the promises are kept.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="folder">A folder for its files.</param>
    /// <param name="bytes">The file; may be changed.</param>
    /// <returns>Whether the file was read rather than refused.</returns>
    public static bool Check(Target target, string folder, byte[] bytes)
    {
        long limit = FixedBytes + (bytes.Length * BytesPerByte * (IsPacked(bytes) ? MaxDecompressed : 1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        bool read = Read(target, folder, bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        if (allocated > limit)
        {
            throw new InvalidOperationException($"{allocated:N0} bytes were allocated for a file of {bytes.Length:N0}");
        }

        return taken <= Patience ? read : throw new TimeoutException($"{taken} for a file of {bytes.Length:N0} bytes");
    }

    private static bool Read(Target target, string folder, byte[] bytes)
    {
        try
        {
            target.Read(folder, bytes);
            return true;
        }
        catch (TalpaException fault)
        {
            return !fault.Message.AsSpan().ContainsAny('\n', '\r')
                ? false
                : throw new InvalidOperationException($"a message of several lines: {fault.Message}", fault);
        }
    }

    /// <summary>In the target "corpus" one byte stands before the text, in a replay 32 before the packed content.</summary>
    private static bool IsPacked(ReadOnlySpan<byte> bytes) => bytes.IndexOf<byte>([0x1F, 0x8B]) is 0 or 1 or 32 || bytes.IndexOf<byte>([0x28, 0xB5, 0x2F, 0xFD]) is 0 or 1;
}
