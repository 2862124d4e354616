namespace Talpa.Studio.Lesson;

/// <summary>The state of one objective at a step.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Input">The input vectors, words × dimension.</param>
/// <param name="Output">The output vectors, of words or of the tree's inner nodes.</param>
/// <param name="RowWords">The word of each output vector, or the words below the node.</param>
/// <param name="Touched">The output rows that the next step updates.</param>
/// <param name="Move">The change of the centre word's vector divided by the learning rate: minus the gradient.</param>
/// <param name="Slides">The changes of the output rows divided by the learning rate, in the order of <paramref name="Touched"/>.</param>
/// <param name="Loss">The loss of the next step by the objective's own definition, in nats.</param>
/// <param name="LargestDifference">The largest difference between a gradient and the slope of the loss.</param>
public sealed record ObjectiveSnapshot(
    TextbookObjective Objective,
    IReadOnlyList<double[]> Input,
    IReadOnlyList<double[]> Output,
    IReadOnlyList<IReadOnlyList<string>> RowWords,
    IReadOnlyList<TouchedRow> Touched,
    IReadOnlyList<double> Move,
    IReadOnlyList<double[]> Slides,
    double Loss,
    double LargestDifference);

/// <summary>An output row that a step updates.</summary>
/// <param name="Row">The row.</param>
/// <param name="Times">The number of predictions that it takes part in.</param>
/// <param name="Score">Its dot product with the centre word's vector.</param>
/// <param name="Probability">The predicted probability.</param>
/// <param name="Truth">The sum of the true answers.</param>
/// <param name="Error">Times · probability − truth.</param>
public sealed record TouchedRow(int Row, int Times, double Score, double Probability, double Truth, double Error);

/// <summary>The objectives that the page compares.</summary>
public enum TextbookObjective
{
    /// <summary>The softmax over all words.</summary>
    FullSoftmax,

    /// <summary>Binary predictions of the true word and of some words drawn from the noise distribution.</summary>
    NegativeSampling,

    /// <summary>Binary predictions at the nodes on the path to the true word.</summary>
    HierarchicalSoftmax,
}
