using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>The workers of one training and what they take their work from.</summary>
/// <param name="Workers">A worker for each thread.</param>
/// <param name="Source">Where they take their work from.</param>
internal sealed record Crew(IReadOnlyList<IWorker> Workers, IResumable Source) : IResumable
{
    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        Source.Carry(carrier);
        foreach (IWorker worker in Workers)
        {
            worker.Carry(carrier);
        }
    }
}
