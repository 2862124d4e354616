namespace Talpa.Cli.Json;

/// <summary>What was written, and what of the input was odd or could not be kept.</summary>
internal sealed record ConvertAnswer(
    string Output, string Format, string Numbers, long Bytes, int Words, int Dimension, IReadOnlyList<string> Warnings, IReadOnlyList<string> LeftOut);
