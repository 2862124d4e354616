namespace Talpa.Text;

/// <summary>The scores of pairs. The order of the operations is gensim's, so that the same counts give the same bits.</summary>
internal static class PhraseScore
{
    /// <summary>The score of a pair (<see cref="PhraseScoring"/>); −∞ where it is no phrase at any threshold.</summary>
    /// <param name="options">Scoring and minimum count.</param>
    /// <param name="first">Count of the first word, 1 or more.</param>
    /// <param name="last">Count of the last word, 1 or more.</param>
    /// <param name="pair">Count of the pair, 1 or more.</param>
    /// <param name="entries">Different words and pairs of the text.</param>
    /// <param name="tokens">Tokens of the text.</param>
    public static double Of(PhraseOptions options, long first, long last, long pair, long entries, long tokens)
    {
        if (pair < options.MinCount)
        {
            return double.NegativeInfinity;
        }

        if (options.Scoring == PhraseScoring.Word2Phrase)
        {
            return (pair - options.MinCount) / (double)((Int128)first * last) * entries;
        }

        double share = pair / (double)tokens;
        return Math.Log(share / (first / (double)tokens * (last / (double)tokens))) / -Math.Log(share);
    }
}
