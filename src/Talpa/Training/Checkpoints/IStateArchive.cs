namespace Talpa.Training.Checkpoints;

/// <summary>
/// Carries the numbers of a training to a checkpoint, or back. What has a state lists its numbers once, for both ways, so that what is
/// written and what is read can't differ.
/// </summary>
internal interface IStateArchive
{
    /// <summary>Saves numbers: writes them, or fills the span.</summary>
    void Exchange<T>(Span<T> numbers)
        where T : unmanaged;
}
