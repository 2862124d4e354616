namespace Talpa;

/// <summary>What scores two words that follow one another. A higher score means that they occur together more often than by chance.</summary>
public enum PhraseScoring
{
    /// <summary>
    /// (count(a b) − minimum count) ÷ (count(a) · count(b)) · V, where V is the number of different words and pairs: word2phrase's score in the form of gensim
    /// (<c>original_scorer</c>). 0 or more for pairs with the minimum count, without an upper limit. (T. Mikolov, I. Sutskever, K. Chen, G. Corrado and J. Dean,
    /// "Distributed Representations of Words and Phrases and their Compositionality", 2013, section 4; word2phrase.c has the number of tokens in the place of V.)
    /// </summary>
    Word2Phrase,

    /// <summary>
    /// ln(p(a b) ÷ (p(a) · p(b))) ÷ −ln p(a b), where p is a count divided by the number of tokens: normalised pointwise mutual information, −1 to 1
    /// (gensim's <c>npmi_scorer</c>). 1: the words occur only together; 0: as often together as by chance. (G. Bouma, "Normalized (Pointwise) Mutual
    /// Information in Collocation Extraction", 2009.)
    /// </summary>
    NormalizedPmi,
}
