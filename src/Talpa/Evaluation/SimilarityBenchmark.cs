using System.Globalization;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Pairs of words with people's judgements of their similarity, as in WordSim-353, SimLex-999 or MEN. Vectors are good when their cosines
/// order the pairs as people do. Conventions are those of gensim's <c>evaluate_word_pairs</c>: pairs with an unknown word are not counted.
/// </summary>
/// <example>
/// <code>
/// SimilarityBenchmark pairs = SimilarityBenchmark.Read("pairs.tsv");
/// SimilarityResult result = pairs.Evaluate(WordVectors.Load("vectors.bin"));
/// Console.WriteLine($"Spearman {result.Spearman:0.000}");
/// </code>
/// </example>
public sealed class SimilarityBenchmark
{
    private const string Form = "word, word and score with tabs, spaces or commas between";

    private SimilarityBenchmark(IReadOnlyList<SimilarityPair> pairs, IReadOnlyList<string> warnings)
    {
        Pairs = pairs;
        Warnings = warnings;
    }

    /// <summary>Number of pairs.</summary>
    public int Count => Pairs.Count;

    /// <summary>The pairs in the order of the file.</summary>
    internal IReadOnlyList<SimilarityPair> Pairs { get; }

    /// <summary>What was guessed about the file, a line each: a first line that was taken for a header, a column for the score.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Reads a file with a pair a line: word, word and score, with tabs, commas or spaces between, and other columns beside them, as SimLex-999, SimVerb-3500,
    /// the Stanford rare words and WordSim-353 are published. Blank lines and lines that begin with # are skipped. A first line without a number where
    /// the next line has its score is a header. The score is in the column that the header names score, mean, similarity or alike, else in the first of numbers.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The score's column: its name in the header, or its number from 1; <c>null</c> to find it as above.</param>
    /// <param name="encoding">The name of the file's encoding, such as windows-1252; <c>null</c> for UTF-8. A byte order mark says more than this.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    /// <exception cref="UnusableInputException">
    /// There is no such file or column, a line has another form or a score that is no number (the message has the line's number), or there are no pairs.
    /// </exception>
    public static SimilarityBenchmark Read(string path, string? column = null, string? encoding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        List<(int Number, string Text)> lines = [.. EvaluationFile.Lines(path, encoding).Where(line => !line.Text.StartsWith('#'))];
        if (lines.Count == 0)
        {
            throw NoPairs(path);
        }

        bool hasCommas = !lines[0].Text.Contains('\t', StringComparison.Ordinal) && lines[0].Text.Count(character => character == ',') >= 2;
        string[] first = Split(lines[0].Text, hasCommas);
        PairColumns columns = PairColumns.Find(first, lines.Count > 1 ? Split(lines[1].Text, hasCommas) : [], column)
            ?? throw EvaluationFile.Fault(path, lines[0].Number, $"there is no column {Quoted.Text(column!)}; there are {string.Join(", ", first.Select(Quoted.Text))}");
        if (first.Length < PairColumns.Fewest)
        {
            throw EvaluationFile.Fault(path, lines[0].Number, $"{first.Length} fields instead of {PairColumns.Fewest}: {Form}");
        }

        var pairs = new List<SimilarityPair>();
        foreach ((int number, string line) in lines.Skip(columns.HasHeader ? 1 : 0))
        {
            pairs.Add(PairOf(Split(line, hasCommas), columns, first.Length, fault => EvaluationFile.Fault(path, number, fault)));
        }

        return pairs.Count > 0 ? new SimilarityBenchmark(pairs, [.. Guesses(path, lines[0].Number, first, columns)]) : throw NoPairs(path);
    }

    /// <summary>Compares the cosines of word vectors with the judgements.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="restrictVocabulary">How many words from the first are taken as known, 1 or more; <c>null</c> for all.</param>
    /// <param name="ignoreCase">Whether words are looked up upper-cased, the first of several variants standing for all. Default: yes, as in gensim.</param>
    /// <param name="compose">
    /// Whether words that are not in the vocabulary get a vector of their n-grams, lower-cased where case is ignored. Default: no, so that the scores of models with
    /// and without subwords are of the same pairs.
    /// </param>
    /// <exception cref="ArgumentException">Vectors are to be composed, but the model has no subwords.</exception>
    public SimilarityResult Evaluate(WordVectors vectors, int? restrictVocabulary = null, bool ignoreCase = true, bool compose = false)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var lookup = new WordLookup(vectors.Vocabulary, restrictVocabulary, ignoreCase);
        UnseenWords? unseen = compose ? new UnseenWords(vectors, ignoreCase) : null;
        int composed = 0;
        var scores = new List<double>();
        var cosines = new List<double>();
        foreach (SimilarityPair pair in Pairs)
        {
            QueryWord? first = Find(pair.First, vectors, lookup, unseen);
            QueryWord? second = Find(pair.Second, vectors, lookup, unseen);
            if (first is { } one && second is { } other)
            {
                scores.Add(pair.Score);
                cosines.Add(vectors.Cosines.Between(one, other));
                composed += one.IsKnown && other.IsKnown ? 0 : 1;
            }
        }

        return new SimilarityResult(
            Pairs.Count,
            scores.Count,
            SpearmanCorrelation.Of([.. scores], [.. cosines]),
            PearsonCorrelation.Of([.. scores], [.. cosines]))
        {
            Composed = composed,
        };
    }

    private static QueryWord? Find(string word, WordVectors vectors, WordLookup lookup, UnseenWords? unseen) =>
        lookup.Find(word) is >= 0 and int row ? new QueryWord(row, vectors.MemoryOf(row)) : unseen?.Find(word);

    private static SimilarityPair PairOf(string[] fields, PairColumns columns, int usual, Func<string, UnusableInputException> fault)
    {
        if (fields.Length < columns.Needed || (usual == PairColumns.Fewest && fields.Length != usual))
        {
            throw fault($"{fields.Length} fields instead of {Math.Max(usual, columns.Needed)}: {Form}");
        }

        string score = fields[columns.Score];
        return double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? new SimilarityPair(fields[columns.First], fields[columns.Second], value)
            : throw fault($"the score {Quoted.Text(score)} is not a number; write it as 7.35");
    }

    private static IEnumerable<string> Guesses(string path, int number, string[] first, PairColumns columns)
    {
        if (columns.IsScoreNamed)
        {
            yield break;
        }

        if (columns.HasHeader)
        {
            yield return $"{path}, line {number:N0}: taken for a header, and {Quoted.Text(first[columns.Score])} for the name of the scores (column {columns.Score + 1})";
        }
        else if (first.Length > PairColumns.Fewest)
        {
            yield return $"{path}: of {first.Length} columns, number {columns.Score + 1} is taken for the score";
        }
    }

    private static UnusableInputException NoPairs(string path) =>
        new($"{path}: there are no pairs of words in the file; a line is {Form}");

    /// <summary>Where a line has a tab, only tabs separate, so that a word may hold spaces.</summary>
    private static string[] Split(string line, bool hasCommas)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
        {
            return line.Trim().Split('\t', StringSplitOptions.TrimEntries);
        }

        return hasCommas
            ? [.. line.Split(',', StringSplitOptions.TrimEntries).Select(field => field.Trim('"'))]
            : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
