using System.Text;

namespace Talpa.Text;

/// <summary>
/// Characters that show nothing and change nothing but breaks, directions or the look of a neighbour: soft hyphens, direction marks, word joiners,
/// variation selectors and their like (a part of Unicode's Default_Ignorable_Code_Point). Inside a word they make two words of one.
/// </summary>
internal static class InvisibleCharacters
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>The canonical combining class of viramas.</summary>
    private const byte ViramaClass = 9;

    /// <summary>Whether a character is left out of words at any position.</summary>
    public static bool Contains(int codePoint) => codePoint is
        0x00AD or 0x034F or 0x061C
        or (>= 0x180B and <= 0x180F)
        or 0x200E or 0x200F or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F)
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF
        or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Whether a character is a zero-width joiner or non-joiner, which the scripts of India and Persia are spelled with: it stays inside a word.</summary>
    public static bool IsJoiner(int codePoint) => codePoint is NonJoiner or Joiner;

    /// <summary>
    /// Leaves the invisible characters out of a word, and joiners where they join nothing: at its start, behind another joiner, and at its end, except
    /// a zero-width joiner behind a virama, as old spellings of Malayalam and Bengali end words.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="kept">As long as the word.</param>
    /// <param name="removed">How many characters were left out.</param>
    /// <returns>How many characters were kept; they are at the beginning of <paramref name="kept"/>.</returns>
    public static int Remove(ReadOnlySpan<Rune> word, Span<Rune> kept, out int removed)
    {
        int length = 0;
        foreach (Rune character in word)
        {
            bool joinsNothing = IsJoiner(character.Value) && (length == 0 || IsJoiner(kept[length - 1].Value));
            if (!joinsNothing && !Contains(character.Value))
            {
                kept[length++] = character;
            }
        }

        if (length > 0 && IsJoiner(kept[length - 1].Value) && !(kept[length - 1].Value == Joiner && IsVirama(kept[length - 2])))
        {
            length--;
        }

        removed = word.Length - length;
        return length;
    }

    private static bool IsVirama(Rune character) => CanonicalTables.Instance.ClassOf(character.Value) == ViramaClass;
}
