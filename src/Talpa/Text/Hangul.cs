namespace Talpa.Text;

/// <summary>Hangul syllables and the letters they are made of, by the arithmetic of the Unicode Standard (section 3.12).</summary>
internal static class Hangul
{
    /// <summary>The first vowel that composes.</summary>
    public const int FirstVowel = 0x1161;

    /// <summary>The last vowel that composes.</summary>
    public const int LastVowel = FirstVowel + Vowels - 1;

    /// <summary>The first final consonant that composes.</summary>
    public const int FirstFinal = NoFinal + 1;

    /// <summary>The last final consonant that composes.</summary>
    public const int LastFinal = NoFinal + Finals - 1;

    private const int FirstInitial = 0x1100;
    private const int FirstSyllable = 0xAC00;

    /// <summary>One before the first final consonant: denotes a syllable without one.</summary>
    private const int NoFinal = 0x11A7;

    private const int Initials = 19;
    private const int Vowels = 21;
    private const int Finals = 28;
    private const int Syllables = Initials * Vowels * Finals;

    /// <summary>Takes a syllable apart: one with a final consonant into the syllable without it and the consonant, another into consonant and vowel.</summary>
    public static bool TryTakeApart(int codePoint, out (int First, int Second) parts)
    {
        int index = codePoint - FirstSyllable;
        int final = index % Finals;
        parts = final > 0
            ? (codePoint - final, NoFinal + final)
            : (FirstInitial + (index / (Vowels * Finals)), FirstVowel + (index / Finals % Vowels));
        return index is >= 0 and < Syllables;
    }

    /// <summary>The syllable that two characters make.</summary>
    public static bool TryCompose(int first, int second, out int syllable)
    {
        bool areLetters = first is >= FirstInitial and < FirstInitial + Initials && second is >= FirstVowel and <= LastVowel;
        bool takesFinal = first is >= FirstSyllable and < FirstSyllable + Syllables && (first - FirstSyllable) % Finals == 0
            && second is >= FirstFinal and <= LastFinal;
        syllable = areLetters
            ? FirstSyllable + ((((first - FirstInitial) * Vowels) + (second - FirstVowel)) * Finals)
            : first + (second - NoFinal);
        return areLetters || takesFinal;
    }
}
