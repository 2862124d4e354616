using System.Runtime.InteropServices;
using System.Text;

namespace Talpa.Text;

/// <summary>Other spellings of a word in a query: accents composed or decomposed, invisible characters left out.</summary>
internal static class SpellingVariants
{
    /// <summary>The spellings that differ from the word and mean the same, the composed one first; none for a word of ASCII letters.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (Ascii.IsValid(word))
        {
            yield break;
        }

        Rune[] characters = [.. word.EnumerateRunes()];
        Rune[] kept = new Rune[characters.Length];
        int length = InvisibleCharacters.Remove(characters, kept, out int removed);
        foreach (Rune[] spelling in (Rune[][])[removed > 0 ? kept[..length] : characters, characters])
        {
            string composed = Text(CanonicalForm.Composed(spelling));
            string decomposed = Text(CanonicalForm.Decomposed(spelling));
            yield return composed;
            yield return decomposed;
            if (removed == 0)
            {
                break;
            }
        }

        yield return Text([.. kept[..length]]);
    }

    private static string Text(List<Rune> characters)
    {
        var text = new StringBuilder(characters.Count);
        foreach (Rune character in CollectionsMarshal.AsSpan(characters))
        {
            text.Append(character.ToString());
        }

        return text.ToString();
    }
}
