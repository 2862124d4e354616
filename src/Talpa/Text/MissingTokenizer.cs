namespace Talpa.Text;

/// <summary>Stands for a tokenizer of the program's own in options that were read from a file: it can't split a text until the program sets it again.</summary>
internal sealed class MissingTokenizer : Tokenizer
{
    private MissingTokenizer()
    {
    }

    /// <summary>The only one.</summary>
    public static MissingTokenizer Instance { get; } = new();

    internal override int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink) => throw new UnusableInputException(
        "The model was trained with a tokenizer of the program's own, which no file can hold; set CorpusOptions.Tokenizer to it.");
}
