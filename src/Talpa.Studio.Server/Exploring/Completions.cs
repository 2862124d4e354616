using Talpa.Text;

namespace Talpa.Studio.Server.Exploring;

/// <summary>Completes what is typed into a search box.</summary>
internal static class Completions
{
    private const int MaxCompletions = 12;

    /// <summary>Returns words with a given prefix by frequency. An equal word comes first, then matches with the same case.</summary>
    public static string[] Of(Vocabulary vocabulary, string prefix)
    {
        if (prefix.Length == 0)
        {
            return [];
        }

        // One pass, because there can be millions of words: the matches with the same case, and the first ones with another case.
        var exact = new List<string>();
        var others = new List<string>();
        foreach (string word in vocabulary.Words)
        {
            if (!word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            bool isExact = word.StartsWith(prefix, StringComparison.Ordinal);
            if (isExact ? exact.Count < 2 * MaxCompletions : others.Count < MaxCompletions)
            {
                (isExact ? exact : others).Add(word);
            }

            if (exact.Count == 2 * MaxCompletions)
            {
                break;
            }
        }

        return [.. exact.Concat(others).OrderByDescending(word => word == prefix).Take(MaxCompletions)];
    }
}
