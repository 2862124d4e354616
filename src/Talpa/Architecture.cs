namespace Talpa;

/// <summary>Which side of a window predicts the other.</summary>
public enum Architecture
{
    /// <summary>The centre word and each context word are a pair to learn (Mikolov et al. 2013a, section 3.2).</summary>
    SkipGram,

    /// <summary>
    /// The mean of the context words' input vectors predicts the centre word (Mikolov et al. 2013a, section 3.1), and each context word takes its share of
    /// the gradient of the mean (İrsoy, Benton and Stratos 2021, "Corrected CBOW Performs as well as Skip-gram", section 3).
    /// </summary>
    Cbow,

    /// <summary>CBOW in which every context word takes the whole gradient of the mean, as in word2vec.c and gensim. For comparison.</summary>
    UncorrectedCbow,
}
