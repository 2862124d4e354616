namespace Talpa.Text;

/// <summary>The state of a tokenizer between two parts of one line.</summary>
internal struct TokenizerState
{
    /// <summary>Whether a token continues that is too long already and was reported.</summary>
    public bool IsInOverlong;

    /// <summary>For a tokenizer that classifies characters: the class of the last character of that token.</summary>
    public WordClass LastClass;
}
