using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>Words with a vector each: a vocabulary of V words and a table of V × dimension numbers. Read-only once made.</summary>
public sealed class WordVectors
{
    /// <summary>Puts a vocabulary and its table together.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="table">Their vectors, V rows in the order of ids. The caller must not write to it afterwards.</param>
    /// <exception cref="ArgumentException">The table has not one row for each word.</exception>
    public WordVectors(Vocabulary vocabulary, VectorTable table)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(table);
        if (vocabulary.Count != table.Rows)
        {
            throw new ArgumentException($"There are {vocabulary.Count} words, but {table.Rows} vectors.", nameof(table));
        }

        Vocabulary = vocabulary;
        Table = table;
    }

    /// <summary>The words, in id order, with their counts where known.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Number of words.</summary>
    public int Count => Vocabulary.Count;

    /// <summary>Length of a vector.</summary>
    public int Dimension => Table.Dimension;

    /// <summary>The vectors, a row for each word in id order, as they were learned (not scaled to length 1).</summary>
    internal VectorTable Table { get; }

    /// <summary>The vector of the word with an id, <see cref="Dimension"/> numbers.</summary>
    public ReadOnlySpan<float> this[WordId id] => Table[id.Value];
}
