using System.Text;

namespace Talpa.Formats;

/// <summary>Makes words fit a format: characters that it can't hold are replaced, words that still don't fit are left out. Both are counted.</summary>
internal static class WordFitting
{
    /// <summary>The content with words that the format can hold.</summary>
    /// <param name="content">The content.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">What to do with words that it can't hold.</param>
    /// <param name="notes">Takes a line for each kind of change.</param>
    public static VectorFileContent Apply(VectorFileContent content, VectorFormat format, VectorWriteOptions options, List<string> notes)
    {
        Vocabulary vocabulary = content.Vectors.Vocabulary;
        if ((options.Replacement is null && !options.LeaveOutWords) || vocabulary.Words.All(word => WordRules.Fits(word, format)))
        {
            return content;
        }

        var words = new List<string>();
        var rows = new List<int>();
        int replaced = 0;
        var known = vocabulary.Words.Where(word => WordRules.Fits(word, format)).ToHashSet(StringComparer.Ordinal);
        for (int row = 0; row < vocabulary.Count; row++)
        {
            string word = vocabulary.Words[row];
            if (!WordRules.Fits(word, format))
            {
                string other = options.Replacement is { } replacement ? Replace(word, format, replacement) : word;
                bool isNew = other != word && WordRules.Fits(other, format) && known.Add(other);
                if (!isNew && (options.LeaveOutWords || other != word))
                {
                    continue;
                }

                replaced += isNew ? 1 : 0;
                word = other;
            }

            words.Add(word);
            rows.Add(row);
        }

        int leftOut = vocabulary.Count - words.Count;
        if (replaced > 0)
        {
            notes.Add($"{replaced:N0} {(replaced == 1 ? "word was" : "words were")} written with {Quoted.Text(options.Replacement!)} for characters that the format {format.Name} can't hold");
        }

        if (leftOut > 0)
        {
            notes.Add($"{leftOut:N0} {(leftOut == 1 ? "word was" : "words were")} left out: the format {format.Name} can't hold {(leftOut == 1 ? "it" : "them")}");
        }

        VectorFileContent selected = SelectedContent.Of(content, rows, words);
        notes.AddRange(SelectedContent.LeftOut(content, selected));
        return selected;
    }

    private static string Replace(string word, VectorFormat format, string replacement)
    {
        var fitted = new StringBuilder();
        foreach (char character in word)
        {
            _ = format.ForbiddenInWords.Contains(character) ? fitted.Append(replacement) : fitted.Append(character);
        }

        return fitted.ToString();
    }
}
