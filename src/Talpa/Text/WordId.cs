namespace Talpa.Text;

/// <summary>
/// A word's index in a vocabulary, from 0. A type of its own, so that it can't be taken for a position in a sentence.
/// </summary>
/// <param name="Value">The index, 0 to the vocabulary's count − 1; −1 for <see cref="SentenceEnd"/>.</param>
internal readonly record struct WordId(int Value)
{
    /// <summary>Stands between two sentences in a stream of ids; it is no word.</summary>
    public static readonly WordId SentenceEnd = new(-1);

    /// <summary>Stands behind the last sentence of a part of the text in a stream of provisional numbers, where parts are marked (<see cref="IWordSelector.MarksParts"/>).</summary>
    public static readonly WordId PartEnd = new(-2);
}
