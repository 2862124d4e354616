namespace Talpa.Studio.Common.Messages;

/// <summary>The drawn words in groups that point the same way, in all dimensions.</summary>
/// <param name="Examples">For each group a few words from its middle.</param>
/// <param name="Sizes">For each group how many words are in it.</param>
/// <param name="Members">For each drawn word its group, from 0.</param>
public sealed record Clusters(IReadOnlyList<IReadOnlyList<string>> Examples, IReadOnlyList<int> Sizes, byte[] Members);
