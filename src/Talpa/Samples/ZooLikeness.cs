namespace Talpa.Samples;

/// <summary>A likeness that holds in <see cref="ZooText"/> by construction.</summary>
/// <param name="Word">A word.</param>
/// <param name="Like">A word of the same group.</param>
/// <param name="Unlike">A word of a group that does not share its sentences.</param>
public sealed record ZooLikeness(string Word, string Like, string Unlike);
