using System.Text;

namespace Talpa.Text;

/// <summary>Splits at white space and nowhere else.</summary>
internal sealed class WhitespaceTokenizer : Tokenizer
{
    private enum ByteKind : byte
    {
        Word,
        Space,
        MayBeginSpace,
    }

    /// <summary>What each byte is. White space outside ASCII begins with C2, E1, E2 or E3, and so does much else.</summary>
    private static readonly ByteKind[] Kinds = FillKinds();

    internal override int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink)
    {
        int at = 0;
        if (state.IsInOverlong)
        {
            at = FindSpace(text, 0);
            state.IsInOverlong = at == text.Length && !isLast;
        }

        while (true)
        {
            at = SkipSpace(text, at);
            if (at == text.Length)
            {
                return at;
            }

            int start = at;
            at = FindSpace(text, start);
            bool isOverlong = at - start > MaxTokenLength;
            if (at == text.Length && !isLast && !isOverlong)
            {
                return start;
            }

            if (isOverlong)
            {
                sink.AddOverlong();
                state.IsInOverlong = at == text.Length && !isLast;
            }
            else
            {
                sink.Add(text[start..at]);
            }
        }
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            int length = SpaceLength(text, at);
            if (length == 0)
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    private static int FindSpace(ReadOnlySpan<byte> text, int at)
    {
        ByteKind[] kinds = Kinds;
        while ((uint)at < (uint)text.Length)
        {
            if (kinds[text[at]] != ByteKind.Word && SpaceLength(text, at) > 0)
            {
                break;
            }

            at++;
        }

        return at;
    }

    /// <summary>The length of the white space character at a place; 0 where there is another.</summary>
    private static int SpaceLength(ReadOnlySpan<byte> text, int at)
    {
        switch (Kinds[text[at]])
        {
            case ByteKind.Word:
                return 0;
            case ByteKind.Space:
                return 1;
            default:
                Rune.DecodeFromUtf8(text[at..], out Rune character, out int length);
                return Rune.IsWhiteSpace(character) ? length : 0;
        }
    }

    private static ByteKind[] FillKinds()
    {
        var kinds = new ByteKind[256];
        Span<byte> bytes = stackalloc byte[4];
        for (int codePoint = 0; codePoint <= char.MaxValue; codePoint++)
        {
            if (char.IsWhiteSpace((char)codePoint))
            {
                new Rune(codePoint).EncodeToUtf8(bytes);
                kinds[bytes[0]] = codePoint < 0x80 ? ByteKind.Space : ByteKind.MayBeginSpace;
            }
        }

        return kinds;
    }
}
