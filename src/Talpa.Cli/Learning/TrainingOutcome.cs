namespace Talpa.Cli.Learning;

/// <summary>What came out of a training.</summary>
/// <param name="Model">What was learned, and how.</param>
/// <param name="End">Its state at the end.</param>
/// <param name="EstimatedPeak">Bytes that the process was estimated to occupy at most; that of rank 0 where several processes train.</param>
/// <param name="Peak">Bytes the process occupied at most, until the vectors were saved.</param>
/// <param name="FileBytes">Size of the file of vectors.</param>
/// <param name="Start">What became of the model that was continued; <c>null</c> where none was.</param>
internal sealed record TrainingOutcome(TrainedModel Model, TrainingProgress End, long EstimatedPeak, long Peak, long FileBytes, StartOutcome? Start)
{
    /// <summary>How it was learned.</summary>
    public TrainingOptions Options => Model.Options!;

    /// <summary>What the training did.</summary>
    public TrainingReport Report => Model.Report!;

    /// <summary>The words and their vectors.</summary>
    public WordVectors Vectors => Model.Vectors;

    /// <summary>Whether it was stopped before its time.</summary>
    public bool Interrupted => !Report.IsComplete;

    /// <summary>The loss to report, in nats.</summary>
    public double Loss => Report.Loss;
}
