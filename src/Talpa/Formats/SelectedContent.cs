using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>Some words of a content with all that belongs to them.</summary>
internal static class SelectedContent
{
    /// <summary>
    /// The most frequent words, with the n-grams that these have; of words that are equally frequent those with the lower ids. Where counts are not known, the words with the
    /// lowest ids.
    /// </summary>
    /// <param name="content">The content.</param>
    /// <param name="count">How many words; all, where there are not more.</param>
    public static VectorFileContent Prune(VectorFileContent content, int count)
    {
        Vocabulary vocabulary = content.Vectors.Vocabulary;
        IEnumerable<int> ids = Enumerable.Range(0, vocabulary.Count);
        if (vocabulary.HasCounts)
        {
            long[] counts = vocabulary.Counts.ToArray();
            ids = ids.OrderByDescending(id => counts[id]).Take(count).Order();
        }

        VectorFileContent selected = count < vocabulary.Count ? Of(content, [.. ids.Take(count)]) : content;
        WordVectors vectors = selected.Vectors;
        return selected with
        {
            Vectors = new WordVectors(vectors.Vocabulary, vectors.Matrix, vectors.Subwords?.Of(vectors.Vocabulary.Words)),
            Warnings = [.. content.Warnings, .. LeftOut(content, selected)],
        };
    }

    /// <summary>Some words.</summary>
    /// <param name="content">The content.</param>
    /// <param name="rows">Their ids.</param>
    /// <param name="words">What they are called; <c>null</c> for the names they have.</param>
    /// <returns>
    /// The words with their counts and vectors, the n-grams as they are, and of the output vectors and further tables the rows of these words. A table without a row for each word is
    /// left out, except the biases, of which there is one for each output vector of a word.
    /// </returns>
    public static VectorFileContent Of(VectorFileContent content, IReadOnlyList<int> rows, IReadOnlyList<string>? words = null)
    {
        Vocabulary all = content.Vectors.Vocabulary;
        long[]? counts = all.HasCounts ? all.Counts.ToArray() : null;
        var vocabulary = new Vocabulary(words ?? [.. rows.Select(row => all[row])], counts is null ? null : rows.Select(row => counts[row]));
        return content with
        {
            Vectors = new WordVectors(vocabulary, RowsOf(content.Vectors.Matrix, rows), content.Vectors.Subwords),
            Output = content.Output is { } output && TableNames.IsOfWords(content, output) ? RowsOf(output, [.. RowsOf(rows, output.Rows / all.Count)]) : null,
            OtherTables = OtherTables(content, rows),
            Pairs = null,
        };
    }

    /// <summary>What was left out besides words, a line each.</summary>
    /// <param name="content">The content.</param>
    /// <param name="selected">Some words of it.</param>
    public static IEnumerable<string> LeftOut(VectorFileContent content, VectorFileContent selected)
    {
        if (content.Output is not null && selected.Output is null)
        {
            yield return "the output vectors were left out: there is not one for each word (hierarchical softmax has them for the inner nodes of its tree)";
        }

        if (content.Pairs is not null && selected.Pairs is null)
        {
            yield return "the counts of pairs were left out: they are those of all words";
        }

        string[] tables = [.. content.OtherTables.Keys.Except(selected.OtherTables.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (tables.Length > 0)
        {
            yield return $"the further tables {string.Join(", ", tables)} were left out: they do not have a row for each word";
        }
    }

    private static Dictionary<string, PaddedMatrix> OtherTables(VectorFileContent content, IReadOnlyList<int> rows)
    {
        var selected = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal);
        foreach ((string name, PaddedMatrix table) in content.OtherTables)
        {
            if (TableNames.IsOfWords(content, table))
            {
                selected.Add(name, RowsOf(table, rows));
            }
            else if (name == ContextPrediction.BiasTable && table.Rows == 1 && (table.Dimension == content.Vectors.Count || (content.Output is { } output && table.Dimension == output.Rows && TableNames.IsOfWords(content, output))))
            {
                int[] contexts = [.. RowsOf(rows, table.Dimension / content.Vectors.Count)];
                selected.Add(name, new PaddedMatrix(1, contexts.Length, [.. contexts.Select(context => table[0][context])]));
            }
        }

        return selected;
    }

    /// <summary>The rows of words in a table that has so many for each.</summary>
    private static IEnumerable<int> RowsOf(IEnumerable<int> words, int each) => words.SelectMany(word => Enumerable.Range(word * each, each));

    private static PaddedMatrix RowsOf(PaddedMatrix table, IReadOnlyList<int> rows)
    {
        var selected = new PaddedMatrix(rows.Count, table.Dimension);
        for (int row = 0; row < rows.Count; row++)
        {
            table[rows[row]].CopyTo(selected.Row(row));
        }

        return selected;
    }
}
