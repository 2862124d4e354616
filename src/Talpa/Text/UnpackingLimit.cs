namespace Talpa.Text;

/// <summary>
/// How much text may come out of compressed data: a few kilobytes can be made that unpack to terabytes. Text packs to a third or a tenth,
/// text that repeats itself to less, so that only a ratio far beyond is refused, and only where the text is long.
/// </summary>
/// <param name="Ratio">Bytes of text for a byte stored.</param>
/// <param name="Bytes">Bytes of text in all; <c>null</c> for no limit.</param>
internal readonly record struct UnpackingLimit(int Ratio, long? Bytes)
{
    /// <summary>So much text is let through whatever the ratio is.</summary>
    public const long Free = 64 << 20;

    /// <summary>The limit that options ask for.</summary>
    public static UnpackingLimit Of(CorpusOptions options) => new(options.MaxUnpackingRatio, options.MaxUnpackedBytes);

    /// <summary>Refuses a text that has become too long.</summary>
    /// <param name="name">What the text is called.</param>
    /// <param name="stored">Stored bytes taken so far.</param>
    /// <param name="text">Bytes of text that came out of them.</param>
    /// <exception cref="UnusableInputException">There are more than allowed.</exception>
    public void Require(string name, long stored, long text)
    {
        if (text > Bytes)
        {
            throw new UnusableInputException(
                $"{name} unpacks to more than {Bytes:N0} bytes of text, the limit that was set; raise it ({nameof(CorpusOptions.MaxUnpackedBytes)}, or --max-unpacked) if the file can be trusted");
        }

        // In this order nothing overflows.
        if (text > Free && text / Ratio >= Math.Max(1, stored))
        {
            throw new UnusableInputException(
                $"{name} unpacks to more than {Ratio:N0} times its size ({text:N0} bytes of text came from {stored:N0}), as no text does but one made to fill memory; "
                + $"raise the limit ({nameof(CorpusOptions.MaxUnpackingRatio)}, or --max-unpacking-ratio) if the file can be trusted");
        }
    }
}
