namespace Talpa.Text;

/// <summary>
/// How a character affects words: bits, so that rules are masks. A joining character has the bits of what it joins,
/// on both sides of it, and <see cref="Joiner"/>.
/// </summary>
[Flags]
internal enum WordClass : byte
{
    /// <summary>Ends every word.</summary>
    None = 0,

    /// <summary>A letter of an alphabet or syllabary, Hangul among them (ALetter).</summary>
    Letter = 1,

    /// <summary>Set beside <see cref="Letter"/> on Hebrew letters, between which a double quote joins.</summary>
    Hebrew = 2,

    /// <summary>A decimal digit (Numeric).</summary>
    Digit = 4,

    /// <summary>Connector punctuation, such as the underscore (ExtendNumLet).</summary>
    Connector = 8,

    /// <summary>What makes runs together: letters, digits and connectors.</summary>
    Run = Letter | Hebrew | Digit | Connector,

    /// <summary>A Katakana sign: makes runs of its own.</summary>
    Katakana = 16,

    /// <summary>An ideograph or Hiragana sign: a word alone.</summary>
    Ideograph = 32,

    /// <summary>A mark or format character (Extend, Format, ZWJ): goes with the character before it.</summary>
    Mark = 64,

    /// <summary>One of the <see cref="InvisibleCharacters"/>: a mark that is left out. The second bit only distinguishes it from other marks.</summary>
    Invisible = Mark | Letter,

    /// <summary>Joins two characters of the class whose bits accompany this one (MidLetter, MidNum, MidNumLet, quotes).</summary>
    Joiner = 128,
}
