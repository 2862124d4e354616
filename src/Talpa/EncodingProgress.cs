namespace Talpa;

/// <summary>How far the reading of a text has come.</summary>
/// <param name="BytesRead">Stored bytes read, 0 or more; for compressed text the compressed bytes.</param>
/// <param name="TotalBytes">Stored bytes of the whole text; <c>null</c> when they can't be known, as for a pipe or strings.</param>
/// <param name="TokensRead">Tokens read, including those of rare words.</param>
/// <param name="DistinctWords">Different words read, including rare ones, without those pruned (<see cref="CorpusOptions.MaxDistinctWords"/>).</param>
public sealed record EncodingProgress(long BytesRead, long? TotalBytes, long TokensRead, long DistinctWords)
{
    /// <summary>The share of the bytes that is read, 0 to 1; <c>null</c> when the total is not known or 0.</summary>
    public double? Fraction => TotalBytes is > 0 ? Math.Min(1.0, (double)BytesRead / TotalBytes.Value) : null;
}
