namespace Talpa.Studio.Common.Messages;

/// <summary>The cosines between some words.</summary>
/// <param name="Words">The words.</param>
/// <param name="Cosines">A row for each word, −1 to 1.</param>
public sealed record Comparison(IReadOnlyList<string> Words, IReadOnlyList<IReadOnlyList<float>> Cosines);
