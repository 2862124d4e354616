using Talpa.Text;

namespace Talpa.Cli.Rendering;

/// <summary>Picks a word for the next query.</summary>
internal static class NextWord
{
    private const int RankPastFunctionWords = 200;
    private const int ShortestContentWord = 4;

    /// <summary>A frequent word, but past the ranks of "the" and "which" where the vocabulary is large enough, and of letters only.</summary>
    public static string Of(Vocabulary vocabulary)
    {
        int rank = Math.Min(RankPastFunctionWords, vocabulary.Count / 4);
        return vocabulary.Words.Skip(rank).FirstOrDefault(IsGood) ?? vocabulary.Words.FirstOrDefault(IsGood) ?? vocabulary.Words[0];
    }

    private static bool IsGood(string word) =>
        word.All(char.IsLetter) && (word.Length >= ShortestContentWord || (word.Length >= 2 && word[0] > '\u02AF'));
}
