namespace Talpa.Storage;

/// <summary>
/// How many bytes may come out of compressed data: a few kilobytes can decompress to terabytes. Text compresses to a third or a tenth,
/// text that repeats itself to less, so that only a ratio far beyond is refused, and only where the content is long.
/// </summary>
/// <param name="Ratio">Bytes of content for a byte stored.</param>
/// <param name="RatioRemedy">What a user can do about the ratio, for the message.</param>
/// <param name="Bytes">Bytes of content in all; <c>null</c> for no limit.</param>
/// <param name="BytesRemedy">What a user can do about the limit in bytes, for the message.</param>
internal readonly record struct DecompressionLimit(int Ratio, string RatioRemedy, long? Bytes = null, string BytesRemedy = "")
{
    /// <summary>This number of bytes is allowed at any ratio.</summary>
    public const long Free = 64 << 20;

    /// <summary>What is wrong with content that has become too long; <c>null</c> where nothing is.</summary>
    /// <param name="stored">Stored bytes taken so far.</param>
    /// <param name="content">Bytes that came out of them.</param>
    public string? FaultOf(long stored, long content)
    {
        if (content > Bytes)
        {
            return $"decompresses to more than {Bytes:N0} bytes of text, the limit that was set; {BytesRemedy} if the file can be trusted";
        }

        // In this order nothing overflows.
        return content > Free && content / Ratio >= Math.Max(1, stored)
            ? $"decompresses to more than {Ratio:N0} times its size ({content:N0} bytes came from {stored:N0}), as only a file made to fill memory does; "
                + $"{RatioRemedy} if the file can be trusted"
            : null;
    }
}
