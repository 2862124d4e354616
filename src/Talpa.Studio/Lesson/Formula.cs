namespace Talpa.Studio.Lesson;

/// <summary>The formula of a number on the page.</summary>
/// <param name="Name">The name of the number.</param>
/// <param name="Text">The formula with values inserted.</param>
/// <param name="Operands">The names of the numbers, vectors and arrows in it, which are highlighted.</param>
public sealed record Formula(string Name, string Text, IReadOnlyList<string> Operands)
{
    /// <summary>Whether an element of the page belongs to this formula: it is an operand, a part of one, or contains one.</summary>
    public bool IsHighlighted(string key)
    {
        foreach (string operand in Operands)
        {
            if (operand == key || IsPart(key, operand) || IsPart(operand, key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(string part, string whole) =>
        part.Length > whole.Length && part[whole.Length] == ':' && part.StartsWith(whole, StringComparison.Ordinal);
}
