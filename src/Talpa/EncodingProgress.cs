namespace Talpa;

/// <summary>How far the reading of a text has come.</summary>
/// <param name="BytesRead">Stored bytes read, compressed ones where the text is compressed.</param>
/// <param name="TotalBytes">Stored bytes in all; <c>null</c> when that can't be known.</param>
/// <param name="TokensRead">Tokens read, rare words among them.</param>
/// <param name="DistinctWords">Different words read, rare ones among them.</param>
public sealed record EncodingProgress(long BytesRead, long? TotalBytes, long TokensRead, long DistinctWords)
{
    /// <summary>The part that is read, 0 to 1; <c>null</c> when the total is not known.</summary>
    public double? Fraction => TotalBytes is > 0 ? Math.Min(1.0, (double)BytesRead / TotalBytes.Value) : null;
}
