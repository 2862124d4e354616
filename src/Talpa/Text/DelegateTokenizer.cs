using System.Text;

namespace Talpa.Text;

/// <summary>Splits by a function of the user's, which takes strings.</summary>
internal sealed class DelegateTokenizer(Func<string, IEnumerable<string>> split) : Tokenizer
{
    /// <summary>Whoever splits text by a function of their own decides what a word is.</summary>
    internal override bool DropsInvisible => false;

    internal override int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink)
    {
        int length = isLast ? text.Length : CutAtWhiteSpace(text);
        if (length == 0)
        {
            return 0;
        }

        IEnumerable<string> tokens = split(Encoding.UTF8.GetString(text[..length]))
            ?? throw new InvalidOperationException("The function given to Tokenizer.From returned null for a line instead of its tokens.");
        foreach (string token in tokens)
        {
            Add(token, sink);
        }

        return length;
    }

    private static int CutAtWhiteSpace(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text;
        while (!rest.IsEmpty && text.Length - rest.Length < MaxTokenLength)
        {
            Rune.DecodeLastFromUtf8(rest, out Rune character, out int length);
            if (Rune.IsWhiteSpace(character))
            {
                return rest.Length;
            }

            rest = rest[..^length];
        }

        return text.Length;
    }

    private static void Add(string? token, TokenSink sink)
    {
        if (string.IsNullOrEmpty(token))
        {
            return;
        }

        int length = Encoding.UTF8.GetByteCount(token);
        if (length > MaxTokenLength)
        {
            sink.AddOverlong();
            return;
        }

        Span<byte> bytes = stackalloc byte[MaxTokenLength];
        sink.AddAny(bytes, 0, Encoding.UTF8.GetBytes(token, bytes));
    }
}
