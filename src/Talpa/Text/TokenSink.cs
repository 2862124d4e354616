namespace Talpa.Text;

/// <summary>Takes what a tokenizer finds.</summary>
internal abstract class TokenSink
{
    /// <summary>A token in which nothing is to be left out or composed, such as one of ASCII letters: valid only during the call.</summary>
    /// <param name="text">The text. Bytes behind the token may be read with it.</param>
    /// <param name="start">Where the token begins.</param>
    /// <param name="length">Its bytes of UTF-8, at most <see cref="Tokenizer.MaxTokenLength"/>.</param>
    public abstract void Add(ReadOnlySpan<byte> text, int start, int length);

    /// <summary>A token of any characters: what <see cref="WordSpelling"/> makes of it is the word.</summary>
    /// <param name="text">The text. Bytes behind the token may be read with it.</param>
    /// <param name="start">Where the token begins.</param>
    /// <param name="length">Its bytes of UTF-8, at most <see cref="Tokenizer.MaxTokenLength"/>.</param>
    public abstract void AddAny(ReadOnlySpan<byte> text, int start, int length);

    /// <summary>A token that is too long was left out.</summary>
    public abstract void AddOverlong();
}
