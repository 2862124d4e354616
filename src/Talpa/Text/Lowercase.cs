using System.Buffers;
using System.Text;

namespace Talpa.Text;

/// <summary>Lower-cases tokens, character by character, in the invariant culture. Owns the room for the result.</summary>
internal sealed class Lowercase
{
    /// <summary>The most by which a token grows: two bytes become three (U+023A).</summary>
    private const int Growth = 2;

    private readonly byte[] _lower = new byte[Growth * Tokenizer.MaxTokenLength];

    /// <summary>The token in lower case; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> token)
    {
        if (Ascii.ToLower(token, _lower, out int ascii) == OperationStatus.Done)
        {
            return _lower.AsSpan(0, ascii);
        }

        int written = ascii;
        ReadOnlySpan<byte> rest = token[ascii..];
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out Rune character, out int length);
            written += Rune.ToLowerInvariant(character).EncodeToUtf8(_lower.AsSpan(written));
            rest = rest[length..];
        }

        return _lower.AsSpan(0, written);
    }
}
