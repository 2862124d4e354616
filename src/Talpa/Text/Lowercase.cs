using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Lower-cases words by the rules of Unicode, in no language in particular: those of the invariant culture, and beside them the two that turn on more than a
/// character (SpecialCasing.txt): Σ at the end of a word is ς, and İ is i with a dot above. Owns the room for the result.
/// </summary>
internal sealed class Lowercase
{
    /// <summary>The most by which a word grows: two bytes become three (U+023A, U+0130).</summary>
    public const int Growth = 2;

    private const char CapitalSigma = '\u03A3';
    private const char FinalSigma = '\u03C2';
    private const char CapitalDottedI = '\u0130';
    private const char DotAbove = '\u0307';

    private readonly byte[] _lower = new byte[Growth * Tokenizer.MaxTokenLength];
    private readonly char[] _characters = new char[Tokenizer.MaxTokenLength];
    private readonly char[] _lowerCharacters = new char[Growth * Tokenizer.MaxTokenLength];

    /// <summary>The token in lower case; valid until the next call.</summary>
    /// <param name="token">The token.</param>
    /// <param name="bytes">The same, contiguous.</param>
    public WordBytes Of(in WordBytes token, ReadOnlySpan<byte> bytes)
    {
        return token.Length <= ByteHead.Length && token.Head.IsAscii
            ? WordBytes.Short(token.Head.WithAsciiInLowerCase(), token.Length)
            : WordBytes.Of(Of(bytes));
    }

    /// <summary>The token in lower case; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> token)
    {
        if (Ascii.ToLower(token, _lower, out int written) == OperationStatus.Done)
        {
            return _lower.AsSpan(0, written);
        }

        Utf8.ToUtf16(token, _characters, out _, out int length);
        int lowerLength = ToLower(_characters.AsSpan(0, length));
        Utf8.FromUtf16(_lowerCharacters.AsSpan(0, lowerLength), _lower, out _, out written);
        return _lower.AsSpan(0, written);
    }

    private int ToLower(ReadOnlySpan<char> word)
    {
        int lowerLength = word.ToLowerInvariant(_lowerCharacters);
        if (!word.ContainsAny(CapitalSigma, CapitalDottedI))
        {
            return lowerLength;
        }

        // A pair of surrogates stays a pair, so that positions are the same in both.
        Span<char> lower = stackalloc char[word.Length];
        _lowerCharacters.AsSpan(0, lowerLength).CopyTo(lower);
        int written = 0;
        for (int i = 0; i < word.Length; i++)
        {
            char next = word[i] == CapitalSigma && EndsWord(word, i) ? FinalSigma : lower[i];
            if (word[i] == CapitalDottedI)
            {
                _lowerCharacters[written++] = 'i';
                next = DotAbove;
            }

            _lowerCharacters[written++] = next;
        }

        return written;
    }

    /// <summary>Whether letters with a case precede a position and none follows it, except those that case ignores (the condition Final_Sigma).</summary>
    private static bool EndsWord(ReadOnlySpan<char> word, int position)
    {
        ReadOnlySpan<char> before = word[..position];
        bool hasLetterBefore = false;
        while (!before.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(before, out Rune character, out int length);
            before = before[..^length];
            if (!IsIgnoredByCase(character))
            {
                hasLetterBefore = HasCase(character);
                break;
            }
        }

        foreach (Rune character in word[(position + 1)..].EnumerateRunes())
        {
            if (!IsIgnoredByCase(character))
            {
                return hasLetterBefore && !HasCase(character);
            }
        }

        return hasLetterBefore;
    }

    private static bool HasCase(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || character.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9);

    /// <summary>Marks, format characters, modifiers, and what joins letters (the property Case_Ignorable).</summary>
    private static bool IsIgnoredByCase(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || character.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;
}
