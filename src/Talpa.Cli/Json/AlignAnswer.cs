namespace Talpa.Cli.Json;

/// <summary>What was written, the number of common words that determined the rotation, and their mean cosine after it.</summary>
internal sealed record AlignAnswer(string Output, string Format, long Bytes, int Words, int Dimension, int CommonWords, double Cosine);
