using System.Globalization;

namespace Talpa.Evaluation;

/// <summary>
/// Which columns of a file of judged pairs hold the two words and the score. The published files differ: SimLex-999 has a header and the part of speech before
/// the score, SimVerb-3500 the part of speech and no header, the rare words the single judgements behind their mean, WordSim-353 commas.
/// </summary>
internal sealed class PairColumns
{
    /// <summary>The fewest columns: two words and a score.</summary>
    public const int Fewest = 3;

    private static readonly string[] FirstNames = ["word1", "word 1", "word_1", "w1", "first"];
    private static readonly string[] SecondNames = ["word2", "word 2", "word_2", "w2", "second"];
    private static readonly string[] ScoreNames =
        ["score", "human (mean)", "human", "mean", "average", "avg", "similarity", "relatedness", "rating", "gold", "simlex999"];

    /// <summary>The text where a score is missing: no header has such a name.</summary>
    private static readonly string[] MissingScores = ["nan", "na", "n/a", "inf", "-inf", "none", "null", "-", "?", ""];

    private PairColumns(int first, int second, int score, bool hasHeader, bool isScoreNamed)
    {
        First = first;
        Second = second;
        Score = score;
        HasHeader = hasHeader;
        IsScoreNamed = isScoreNamed;
    }

    /// <summary>The column of the first word, from 0.</summary>
    public int First { get; }

    /// <summary>The column of the second word.</summary>
    public int Second { get; }

    /// <summary>The column of the score.</summary>
    public int Score { get; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>Whether the score's column was chosen by its name or by the caller.</summary>
    public bool IsScoreNamed { get; }

    /// <summary>How many fields a line needs.</summary>
    public int Needed => Math.Max(Fewest, Math.Max(Score, Math.Max(First, Second)) + 1);

    /// <summary>Finds the columns by the first two lines.</summary>
    /// <param name="first">The fields of the first line.</param>
    /// <param name="next">The fields of the second line; empty where there is none.</param>
    /// <param name="column">The score's column by the header's name or by its number from 1; <c>null</c> to find it.</param>
    /// <returns><c>null</c> where there is no such column.</returns>
    public static PairColumns? Find(string[] first, string[] next, string? column)
    {
        if (column is null)
        {
            return Find(first, next);
        }

        int named = IndexOf(first, [column]);
        if (named < 0 && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= first.Length)
        {
            return Of(first, number - 1, hasHeader: !LooksLikeScore(first[number - 1]), isScoreNamed: true);
        }

        return named < 0 ? null : Of(first, named, hasHeader: true, isScoreNamed: true);
    }

    /// <summary>Whether a field is a number or meant as one, such as 7,35.</summary>
    public static bool LooksLikeScore(string field) =>
        MissingScores.Contains(field, StringComparer.OrdinalIgnoreCase)
        || (field.AsSpan().TrimStart("+-.") is [var digit, ..] && char.IsAsciiDigit(digit));

    private static PairColumns Find(string[] first, string[] next)
    {
        int byFirst = FirstScore(first);
        int byNext = FirstScore(next);
        bool hasHeader = byNext >= 0 && byNext < first.Length ? !LooksLikeScore(first[byNext]) : byFirst < 0;
        if (!hasHeader)
        {
            return Of(first, byFirst, hasHeader: false, isScoreNamed: false);
        }

        int named = IndexOf(first, ScoreNames);
        return Of(first, named >= 0 ? named : Math.Max(byNext, Fewest - 1), hasHeader: true, isScoreNamed: named >= 0);
    }

    private static PairColumns Of(string[] header, int score, bool hasHeader, bool isScoreNamed)
    {
        int first = hasHeader ? IndexOf(header, FirstNames) : -1;
        int second = hasHeader ? IndexOf(header, SecondNames) : -1;
        return first >= 0 && second >= 0 ? new(first, second, score, hasHeader, isScoreNamed) : new(0, 1, score, hasHeader, isScoreNamed);
    }

    private static int FirstScore(string[] fields) =>
        fields.Length < Fewest ? -1 : Array.FindIndex(fields, Fewest - 1, LooksLikeScore);

    private static int IndexOf(string[] header, string[] names)
    {
        foreach (string name in names)
        {
            int at = Array.FindIndex(header, field => field.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }
}
