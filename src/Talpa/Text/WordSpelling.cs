using System.Runtime.InteropServices;
using System.Text;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// Makes one word of its spellings: leaves out what is invisible, lower-cases and composes accents, each where it is on. Owns the buffer of the result.
/// </summary>
/// <param name="dropInvisible">Whether to leave out the <see cref="InvisibleCharacters"/>.</param>
/// <param name="compose">Whether to bring words to their composed form (NFC).</param>
/// <param name="lowercase">What lower-cases; <c>null</c> where nothing does.</param>
internal sealed class WordSpelling(bool dropInvisible, bool compose, Lowercase? lowercase)
{
    /// <summary>The most by which composing makes a word longer: the four bytes of a musical sign become twelve.</summary>
    private const int Growth = 3;

    private readonly byte[] _bytes = new byte[Growth * Lowercase.Growth * Tokenizer.MaxTokenLength];
    private readonly Rune[] _characters = new Rune[Lowercase.Growth * Tokenizer.MaxTokenLength];
    private readonly Rune[] _kept = new Rune[Tokenizer.MaxTokenLength];

    /// <summary>The spelling of words that a tokenizer finds.</summary>
    /// <param name="tokenizer">The tokenizer, which decides where no option was set.</param>
    /// <param name="normalize">As <see cref="CorpusOptions.NormalizeWords"/>.</param>
    /// <param name="lowercase">What lower-cases; <c>null</c> where nothing does.</param>
    public static WordSpelling For(Tokenizer tokenizer, bool? normalize, Lowercase? lowercase) =>
        new(tokenizer.DropsInvisible, normalize ?? tokenizer.Normalizes, lowercase);

    /// <summary>Characters left out so far.</summary>
    public long CharactersRemoved { get; private set; }

    /// <summary>Whether a word has nothing to leave out or to compose, so that only lower-casing is left to do.</summary>
    /// <param name="text">The text. Bytes behind the word may be read with it.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="length">Its bytes.</param>
    public bool IsPlain(ReadOnlySpan<byte> text, int start, int length)
    {
        for (int at = 0; at < length; at += ByteHead.Length)
        {
            if (!ByteHead.Of(text[(start + at)..], length - at).IsPlainText)
            {
                return IsPlainByCharacters(text.Slice(start, length));
            }
        }

        return true;
    }

    /// <summary>The word that a token spells; valid until the next call. Empty where nothing visible is in it.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> token)
    {
        ReadOnlySpan<byte> word = dropInvisible ? Visible(token) : token;
        if (lowercase is not null)
        {
            word = lowercase.Of(word);
        }

        return compose ? Composed(word) : word;
    }

    private bool IsPlainByCharacters(ReadOnlySpan<byte> token)
    {
        ReadOnlySpan<Rune> characters = Decode(token);
        if (dropInvisible)
        {
            foreach (Rune character in characters)
            {
                if (InvisibleCharacters.Contains(character.Value) || InvisibleCharacters.IsJoiner(character.Value))
                {
                    return false;
                }
            }
        }

        // Small letters may compose where capitals do not, so a word with marks is checked again when it is lower-cased.
        return !compose || (lowercase is null ? CanonicalForm.IsComposed(characters) : HasNoMarks(characters));
    }

    private static bool HasNoMarks(ReadOnlySpan<Rune> characters)
    {
        CanonicalTables tables = CanonicalTables.Instance;
        foreach (Rune character in characters)
        {
            if (tables.MayChange(character.Value) || tables.ClassOf(character.Value) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Visible(ReadOnlySpan<byte> token)
    {
        ReadOnlySpan<Rune> characters = Decode(token);
        int length = InvisibleCharacters.Remove(characters, _kept, out int removed);
        CharactersRemoved += removed;
        return removed == 0 ? token : Encode(_kept.AsSpan(0, length));
    }

    private ReadOnlySpan<byte> Composed(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<Rune> characters = Decode(word);
        return CanonicalForm.IsComposed(characters) ? word : Encode(CollectionsMarshal.AsSpan(CanonicalForm.Composed(characters)));
    }

    private Span<Rune> Decode(ReadOnlySpan<byte> word)
    {
        int length = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out _characters[length++], out int bytes);
            word = word[bytes..];
        }

        return _characters.AsSpan(0, length);
    }

    private Span<byte> Encode(ReadOnlySpan<Rune> characters)
    {
        int written = 0;
        foreach (Rune character in characters)
        {
            written += character.EncodeToUtf8(_bytes.AsSpan(written));
        }

        return _bytes.AsSpan(0, written);
    }
}
