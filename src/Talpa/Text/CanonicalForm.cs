using System.Text;

namespace Talpa.Text;

/// <summary>
/// Canonical forms of words (Unicode Standard Annex #15): decomposed (NFD), in which an accented letter is a letter and its accents, and composed (NFC),
/// in which it is one character where there is one. Two spellings of one word have the same forms.
/// </summary>
internal static class CanonicalForm
{
    /// <summary>Whether a word surely is its own composed form. It may also be where this returns <c>false</c>.</summary>
    public static bool IsComposed(ReadOnlySpan<Rune> word)
    {
        CanonicalTables tables = CanonicalTables.Instance;
        byte last = 0;
        foreach (Rune character in word)
        {
            byte combiningClass = tables.ClassOf(character.Value);
            if (tables.MayChange(character.Value) || (combiningClass != 0 && combiningClass < last))
            {
                return false;
            }

            last = combiningClass;
        }

        return true;
    }

    /// <summary>The composed form of a word (NFC).</summary>
    public static List<Rune> Composed(ReadOnlySpan<Rune> word)
    {
        CanonicalTables tables = CanonicalTables.Instance;
        List<Rune> form = Decomposed(word);
        int starter = -1;
        int written = 0;
        byte last = 0;
        for (int read = 0; read < form.Count; read++)
        {
            Rune character = form[read];
            byte combiningClass = tables.ClassOf(character.Value);

            // A mark is blocked from its starter by one between them of the same class or a higher one; another starter, by any.
            bool isReached = starter >= 0 && (starter == written - 1 || (last != 0 && last < combiningClass));
            if (isReached && tables.TryCompose(form[starter].Value, character.Value, out int composite))
            {
                form[starter] = new Rune(composite);
                continue;
            }

            starter = combiningClass == 0 ? written : starter;
            last = combiningClass;
            form[written++] = character;
        }

        form.RemoveRange(written, form.Count - written);
        return form;
    }

    /// <summary>The decomposed form of a word (NFD).</summary>
    public static List<Rune> Decomposed(ReadOnlySpan<Rune> word)
    {
        CanonicalTables tables = CanonicalTables.Instance;
        var form = new List<Rune>(word.Length * 2);
        foreach (Rune character in word)
        {
            AppendParts(character.Value, form, tables);
        }

        return form;
    }

    /// <summary>Appends what a character is made of, each mark before those of a higher class.</summary>
    private static void AppendParts(int codePoint, List<Rune> form, CanonicalTables tables)
    {
        if (tables.TryTakeApart(codePoint, out (int First, int Second) parts) || Hangul.TryTakeApart(codePoint, out parts))
        {
            AppendParts(parts.First, form, tables);
            if (parts.Second != 0)
            {
                AppendParts(parts.Second, form, tables);
            }

            return;
        }

        byte combiningClass = tables.ClassOf(codePoint);
        int at = form.Count;
        while (combiningClass != 0 && at > 0 && tables.ClassOf(form[at - 1].Value) > combiningClass)
        {
            at--;
        }

        form.Insert(at, new Rune(codePoint));
    }
}
