namespace Talpa.Studio.Lesson;

/// <summary>How one number on the page comes about.</summary>
/// <param name="Name">What the number is.</param>
/// <param name="Text">The formula with the real numbers in place.</param>
/// <param name="Lights">The names of the numbers, vectors and arrows that it is made of, to be lit up.</param>
public sealed record Formula(string Name, string Text, IReadOnlyList<string> Lights)
{
    /// <summary>Whether something on the page belongs to this formula: it is named, or a part of it is, or what it is part of.</summary>
    public bool IsLit(string key)
    {
        foreach (string light in Lights)
        {
            if (light == key || IsPart(key, light) || IsPart(light, key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(string part, string whole) =>
        part.Length > whole.Length && part[whole.Length] == ':' && part.StartsWith(whole, StringComparison.Ordinal);
}
