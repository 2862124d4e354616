using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Formats;

/// <summary>The names of tables in files that hold several.</summary>
internal static class TableNames
{
    public const string Vectors = "vectors";
    public const string Output = "output";
    public const string Words = "words";
    public const string Counts = "counts";
    public const string Options = "options";
    public const string Ngrams = "ngrams";
    public const string Pairs = "pairs";
    public const string Metadata = "__metadata__";

    /// <summary>The most bytes of a name: what Talpa's format has room for.</summary>
    public const int LongestName = 32;

    private static readonly string[] Taken = [Vectors, Output, Words, Counts, Options, Ngrams, Pairs, Metadata];

    /// <summary>All the tables of a content with their names, the words' vectors first.</summary>
    public static IEnumerable<(string Name, PaddedMatrix Table)> Of(VectorFileContent content)
    {
        yield return (Vectors, content.Vectors.Matrix);
        if (content.Output is not null)
        {
            yield return (Output, content.Output);
        }

        foreach ((string name, PaddedMatrix table) in content.OtherTables.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return (name, table);
        }
    }

    /// <summary>Those tables of a content whose rows are those of words.</summary>
    public static IEnumerable<PaddedMatrix> OfWords(VectorFileContent content) => Of(content).Select(entry => entry.Table).Where(table => IsOfWords(content, table));

    /// <summary>Whether the rows of a table are those of words: one for each word, or as output vectors one for each side of it, before and after.</summary>
    public static bool IsOfWords(VectorFileContent content, PaddedMatrix table) =>
        table.Rows == content.Vectors.Count || (ReferenceEquals(table, content.Output) && table.Rows == 2L * content.Vectors.Count);

    /// <summary>Checks that the further tables have names of their own.</summary>
    /// <exception cref="ArgumentException">A name is taken, empty, too long or not plain ASCII.</exception>
    public static void Require(VectorFileContent content)
    {
        foreach (string name in content.OtherTables.Keys)
        {
            bool isPlain = name.Length is > 0 and <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
            if (!isPlain || Taken.Contains(name, StringComparer.Ordinal))
            {
                throw new ArgumentException(
                    $"A table can't be named {Quoted.Text(name)}: names have 1 to {LongestName} letters a-z, digits, '_', '-' or '.', and {string.Join(", ", Taken)} are taken.",
                    nameof(content));
            }
        }
    }
}
