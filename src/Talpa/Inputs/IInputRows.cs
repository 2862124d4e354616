using Talpa.Text;

namespace Talpa.Inputs;

/// <summary>
/// The input side of a word: which rows of the input table make its vector, and with which weight. Independent of the architecture, which says which words
/// of a window are taken, and of the objective. Implemented by structs, so that the training loop is compiled for each without virtual calls.
/// </summary>
internal interface IInputRows
{
    /// <summary>Whether each word's vector is one row with weight 1, which the kernels then use and change where it lies.</summary>
    static abstract bool IsSingleRow { get; }

    /// <summary>Rows of the input table.</summary>
    int TableRows { get; }

    /// <summary>The largest number of rows that one word has, 1 or more.</summary>
    int MaxRowsPerWord { get; }

    /// <summary>The rows of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="rows">Receives the rows, <see cref="MaxRowsPerWord"/> at most.</param>
    /// <returns>How many rows there are, 1 or more.</returns>
    int Select(WordId word, Span<int> rows);

    /// <summary>The weight of each row of a word that has so many rows: the word's vector is weight · Σ rows.</summary>
    static abstract float Weight(int rows);

    /// <summary>
    /// How much of the change of a word's vector each of its so many rows takes. As much as <see cref="Weight"/> is a step along the gradient.
    /// </summary>
    static abstract float ShareOfChange(int rows);
}
