namespace Talpa.Text;

/// <summary>What a tokenizer remembers between two pieces of one line.</summary>
internal struct TokenizerState
{
    /// <summary>Whether a token goes on that is too long already and was reported.</summary>
    public bool IsInOverlong;

    /// <summary>For a tokenizer that tells characters apart: the class of the last character of that token.</summary>
    public WordClass LastClass;
}
