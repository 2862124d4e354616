using System.Buffers.Binary;
using System.IO.Hashing;

namespace Talpa.Fuzzing;

/// <summary>Makes a changed .talpa file look whole: docs/formats.md has the places.</summary>
internal static class TalpaSeal
{
    private const int LengthOffset = 16;
    private const int ChecksumBytes = 16;

    /// <summary>Puts the length in the header and the checksum at the end right. Bytes too few for both are left as they are.</summary>
    public static void Renew(byte[] file)
    {
        if (file.Length < LengthOffset + sizeof(long) + ChecksumBytes)
        {
            return;
        }

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(LengthOffset), file.Length);
        _ = XxHash128.Hash(file.AsSpan(0, file.Length - ChecksumBytes), file.AsSpan(file.Length - ChecksumBytes));
    }
}
