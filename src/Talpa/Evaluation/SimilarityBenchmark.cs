using System.Globalization;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Pairs of words with people's judgements of how alike they are, as in WordSim-353, SimLex-999 or MEN. Vectors are good when their cosines
/// order the pairs as people do. Conventions are those of gensim's <c>evaluate_word_pairs</c>: pairs with an unknown word are not counted.
/// </summary>
public sealed class SimilarityBenchmark
{
    private SimilarityBenchmark(IReadOnlyList<SimilarityPair> pairs) => Pairs = pairs;

    /// <summary>Number of pairs.</summary>
    public int Count => Pairs.Count;

    /// <summary>The pairs in the order of the file.</summary>
    internal IReadOnlyList<SimilarityPair> Pairs { get; }

    /// <summary>
    /// Reads a file with a pair a line: word, word, score, with tabs or spaces between. Blank lines and lines that begin with # are overlooked,
    /// and so is a first line whose third field is no number (a header).
    /// </summary>
    /// <exception cref="UnusableInputException">There is no such file, a line has another form (the message has its number), or there are no pairs.</exception>
    public static SimilarityBenchmark Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var pairs = new List<SimilarityPair>();
        bool isFirst = true;
        foreach ((int number, string line) in EvaluationFile.Lines(path))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] fields = Split(line);
            if (fields.Length != 3)
            {
                throw EvaluationFile.Fault(path, number, $"{fields.Length} fields instead of 3: word, word and score with tabs or spaces between");
            }

            if (double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) && double.IsFinite(score))
            {
                pairs.Add(new SimilarityPair(fields[0], fields[1], score));
            }
            else if (!isFirst)
            {
                throw EvaluationFile.Fault(path, number, $"the score {Quoted.Text(fields[2])} is not a number; write it as 7.35");
            }

            isFirst = false;
        }

        return pairs.Count > 0
            ? new SimilarityBenchmark(pairs)
            : throw new UnusableInputException($"{path}: there are no pairs of words in the file; a line is word, word and score with tabs or spaces between");
    }

    /// <summary>Compares the cosines of word vectors with the judgements.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="restrictVocabulary">How many words from the first are taken as known, 1 or more; <c>null</c> for all.</param>
    /// <param name="ignoreCase">Whether words are looked up upper-cased, the first of several variants standing for all. Default: yes, as in gensim.</param>
    public SimilarityResult Evaluate(WordVectors vectors, int? restrictVocabulary = null, bool ignoreCase = true)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var lookup = new WordLookup(vectors.Vocabulary, restrictVocabulary, ignoreCase);
        var scores = new List<double>();
        var cosines = new List<double>();
        foreach (SimilarityPair pair in Pairs)
        {
            int first = lookup.Find(pair.First);
            int second = lookup.Find(pair.Second);
            if (first >= 0 && second >= 0)
            {
                scores.Add(pair.Score);
                cosines.Add(vectors.Cosines.Between(first, second));
            }
        }

        return new SimilarityResult(
            Pairs.Count,
            scores.Count,
            SpearmanCorrelation.Of([.. scores], [.. cosines]),
            PearsonCorrelation.Of([.. scores], [.. cosines]));
    }

    /// <summary>Where a line has a tab, only tabs separate, so that a word may hold spaces.</summary>
    private static string[] Split(string line) => line.Contains('\t', StringComparison.Ordinal)
        ? line.Trim().Split('\t', StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
