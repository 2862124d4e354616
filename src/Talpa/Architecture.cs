namespace Talpa;

/// <summary>Which way a window is read.</summary>
public enum Architecture
{
    /// <summary>The centre word and each context word are a pair to learn (Mikolov et al. 2013a, section 3.2).</summary>
    SkipGram,

    /// <summary>The mean of the context words' input vectors predicts the centre word (Mikolov et al. 2013a, section 3.1).</summary>
    Cbow,
}
