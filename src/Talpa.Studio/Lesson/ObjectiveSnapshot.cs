namespace Talpa.Studio.Lesson;

/// <summary>What one objective shows at a step.</summary>
/// <param name="Objective">Which of the three.</param>
/// <param name="Input">The input vectors, words × dimension.</param>
/// <param name="Output">The output vectors: of words, or of the tree's inner nodes.</param>
/// <param name="RowNames">What each output vector is called; a node by the words below it.</param>
/// <param name="Touched">The output rows that the step to come moves, and why.</param>
/// <param name="Move">The centre's move divided by the learning rate: minus the gradient.</param>
/// <param name="Slides">The output rows' moves divided by the learning rate, in the order of <paramref name="Touched"/>.</param>
/// <param name="Loss">The loss of the step to come, in the objective's own measure, in nats.</param>
/// <param name="LargestDifference">The largest difference between a gradient and the slope of the loss.</param>
public sealed record ObjectiveMoment(
    TextbookObjective Objective,
    IReadOnlyList<double[]> Input,
    IReadOnlyList<double[]> Output,
    IReadOnlyList<string> RowNames,
    IReadOnlyList<TouchedRow> Touched,
    IReadOnlyList<double> Move,
    IReadOnlyList<double[]> Slides,
    double Loss,
    double LargestDifference);
