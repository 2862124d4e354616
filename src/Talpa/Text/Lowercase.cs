using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>Lower-cases tokens in the invariant culture. Owns the room for the result.</summary>
internal sealed class Lowercase
{
    /// <summary>The most by which a token grows: two bytes become three (U+023A).</summary>
    private const int Growth = 2;

    private readonly byte[] _lower = new byte[Growth * Tokenizer.MaxTokenLength];
    private readonly char[] _characters = new char[Tokenizer.MaxTokenLength];
    private readonly char[] _lowerCharacters = new char[Tokenizer.MaxTokenLength];

    /// <summary>The token in lower case; valid until the next call.</summary>
    /// <param name="token">The token.</param>
    /// <param name="bytes">The same in one piece.</param>
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
        int lowerLength = _characters.AsSpan(0, length).ToLowerInvariant(_lowerCharacters);
        Utf8.FromUtf16(_lowerCharacters.AsSpan(0, lowerLength), _lower, out _, out written);
        return _lower.AsSpan(0, written);
    }
}
