namespace Talpa.Studio.Drawing;

/// <summary>A word to be written beside its mark.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="X">Centre of the mark, across.</param>
/// <param name="Y">Centre of the mark, down.</param>
/// <param name="Text">The word.</param>
/// <param name="IsImportant">Whether it is written even where there is no free place.</param>
/// <param name="PrefersBelow">Whether it would rather stand below than above.</param>
public sealed record Label(string Key, double X, double Y, string Text, bool IsImportant, bool PrefersBelow);
