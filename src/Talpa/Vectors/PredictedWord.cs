namespace Talpa.Vectors;

/// <summary>A word and how probable it is as a neighbour of the word asked about.</summary>
/// <param name="Word">The word.</param>
/// <param name="Probability">From 0 to 1; over the whole vocabulary they sum to 1.</param>
public readonly record struct PredictedWord(string Word, double Probability)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Word} {Probability:0.####%}";
}
