namespace Talpa.Training.Batches;

/// <summary>Applies batches to the vectors of a model. One thread uses it at a time.</summary>
internal interface IBatchLearner
{
    /// <summary>Learns a batch, window after window.</summary>
    /// <returns>The predictions made and the sum of their losses, in nats.</returns>
    (long Predictions, double Loss) Learn(Batch batch);
}
