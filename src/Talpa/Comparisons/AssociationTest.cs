using Talpa.Evaluation;
using Talpa.Vectors;

namespace Talpa.Comparisons;

/// <summary>
/// The word embedding association test (WEAT): whether two sets of target words X and Y differ in their association with two sets of attribute words A and B.
/// <code>
/// s(w) = mean over a of cos(w, a) − mean over b of cos(w, b)
/// d    = (mean over X of s − mean over Y of s) / standard deviation of s over X and Y      effect size, −2 to 2
/// p    = share of the partitions of X and Y into sets of the same sizes whose statistic Σ over X of s − Σ over Y of s is larger
/// </code>
/// The standard deviation is that of a sample, with n − 1. A positive effect size means that X is associated with A and Y with B. p is one-sided.
/// </summary>
/// <remarks>
/// A. Caliskan, J. Bryson and A. Narayanan, "Semantics derived automatically from language corpora contain human-like biases", 2017. The paper's sets X and Y have the same size; of sets of
/// different sizes the statistic is the difference of the means, which orders partitions of the same size alike.
/// </remarks>
/// <param name="Targets">X with its name.</param>
/// <param name="OtherTargets">Y with its name.</param>
/// <param name="Attributes">A with its name.</param>
/// <param name="OtherAttributes">B with its name.</param>
public sealed record AssociationTest(WordSet Targets, WordSet OtherTargets, WordSet Attributes, WordSet OtherAttributes)
{
    private const int Sets = 4;

    /// <summary>
    /// Reads tests from a file: four lines each, in the order X, Y, A, B, a line being a name, a colon, and words with commas or spaces between. Blank lines and lines that begin with #
    /// are skipped.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The name of its encoding, such as windows-1252; <c>null</c> for UTF-8.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    /// <exception cref="UnusableInputException">There is no such file, a line has another form (the message has its number), or there are not four lines for each test.</exception>
    public static IReadOnlyList<AssociationTest> Read(string path, string? encoding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        WordSet[] sets = [.. EvaluationFile.Lines(path, encoding).Where(line => !line.Text.StartsWith('#')).Select(line => ParseLine(path, line.Number, line.Text))];
        return sets.Length > 0 && sets.Length % Sets == 0
            ? [.. sets.Chunk(Sets).Select(four => new AssociationTest(four[0], four[1], four[2], four[3]))]
            : throw new UnusableInputException(
                $"{path}: the number of lines with words is {sets.Length}; a test takes four: two sets of targets, then two sets of attributes, each as 'name: word word …'");
    }

    /// <summary>Computes effect size and p-value.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="options">Unknown words and permutations; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="UnusableInputException">A set of targets has fewer than 2 words with vectors, or a set of attributes has none.</exception>
    public AssociationResult Evaluate(WordVectors vectors, AssociationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        options ??= new AssociationOptions();
        options.Validate();
        List<string> unknown = [];
        QueryWord[] x = Find(vectors, Targets, 2, options, unknown);
        QueryWord[] y = Find(vectors, OtherTargets, 2, options, unknown);
        double[] direction = MeanUnit(vectors.Dimension, Find(vectors, Attributes, 1, options, unknown));
        double[] other = MeanUnit(vectors.Dimension, Find(vectors, OtherAttributes, 1, options, unknown));
        for (int d = 0; d < direction.Length; d++)
        {
            direction[d] -= other[d];
        }

        double[] associations = [.. x.Concat(y).Select(word => Association(word, direction))];
        (long larger, long partitions, bool isExact) = Partitions.Count(associations, x.Length, options);
        string[] words = [.. Known(Targets, unknown), .. Known(OtherTargets, unknown)];
        return new AssociationResult(EffectSize(associations, x.Length), larger, partitions, isExact)
        {
            Targets = [.. words.Take(x.Length).Zip(associations, (word, s) => new WordAssociation(word, s))],
            OtherTargets = [.. words.Skip(x.Length).Zip(associations.Skip(x.Length), (word, s) => new WordAssociation(word, s))],
            Unknown = unknown,
        };
    }

    private static double EffectSize(double[] associations, int first)
    {
        double mean = associations.Average();
        double deviation = Math.Sqrt(associations.Sum(s => (s - mean) * (s - mean)) / (associations.Length - 1));
        double scale = associations.Max(Math.Abs);

        // Rounding must not make a deviation of what is equal.
        return deviation > 1e-12 * scale ? (associations[..first].Average() - associations[first..].Average()) / deviation : double.NaN;
    }

    private static IEnumerable<string> Known(WordSet set, List<string> unknown) => set.Words.Where(word => !unknown.Contains(word));

    private static QueryWord[] Find(WordVectors vectors, WordSet set, int fewest, AssociationOptions options, List<string> unknown)
    {
        var found = new List<QueryWord>();
        foreach (string word in set.Words)
        {
            if (options.IgnoreUnknown && !vectors.HasVector(word))
            {
                unknown.Add(word);
            }
            else
            {
                found.Add(QueryWord.Find(vectors, word));
            }
        }

        return found.Count >= fewest
            ? [.. found]
            : throw new UnusableInputException($"of {Quoted.Text(set.Name)} {found.Count} words have vectors; the test needs {fewest} or more");
    }

    /// <summary>The mean of unit vectors: its product with a unit vector is the mean cosine.</summary>
    private static double[] MeanUnit(int dimension, QueryWord[] words)
    {
        double[] mean = new double[dimension];
        double[] unit = new double[dimension];
        foreach (QueryWord word in words)
        {
            UnitRows.ToUnit(word.Vector.Span, unit);
            for (int d = 0; d < dimension; d++)
            {
                mean[d] += unit[d] / words.Length;
            }
        }

        return mean;
    }

    private static double Association(QueryWord word, double[] direction)
    {
        double[] unit = new double[direction.Length];
        UnitRows.ToUnit(word.Vector.Span, unit);
        return unit.Zip(direction, (one, other) => one * other).Sum();
    }

    private static WordSet ParseLine(string path, int number, string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string rest = line[(colon + 1)..];
        string[] words = rest.Contains(',', StringComparison.Ordinal)
            ? rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string? twice = words.GroupBy(word => word, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return colon > 0 && words.Length > 0
            ? twice is null ? new WordSet(line[..colon].Trim(), words) : throw EvaluationFile.Fault(path, number, $"the word {Quoted.Text(twice)} is there twice; remove one")
            : throw EvaluationFile.Fault(path, number, "a line is a name, a colon and words, as in 'flowers: aster clover iris'");
    }
}

/// <summary>Words with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Words">The words, all different.</param>
public sealed record WordSet(string Name, IReadOnlyList<string> Words);
