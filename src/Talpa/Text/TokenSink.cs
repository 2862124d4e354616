namespace Talpa.Text;

/// <summary>Takes what a tokenizer finds.</summary>
internal abstract class TokenSink
{
    /// <summary>A token, as it stands in the text, at most <see cref="Tokenizer.MaxTokenLength"/> bytes of UTF-8. The span is valid only during the call.</summary>
    public abstract void Add(ReadOnlySpan<byte> token);

    /// <summary>A token that is too long was left out.</summary>
    public abstract void AddOverlong();
}
