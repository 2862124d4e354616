namespace Talpa.Training.Checkpoints;

/// <summary>Where and how often a training saves checkpoints, so that it can be resumed after any failure.</summary>
public sealed record CheckpointOptions
{
    /// <summary>The folder for the checkpoints; made when the first is saved. One training at a time may save there.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Time from one checkpoint to the next, above 0, at most 30 days. It is longer where the training would otherwise pause for more than one
    /// hundredth of the time. Default: 5 minutes.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What the owner of the training needs to find with a checkpoint, such as the names of the text's files.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Folder);
        ArgumentNullException.ThrowIfNull(Notes);
        if (Every <= TimeSpan.Zero || Every > TimeSpan.FromDays(30))
        {
            throw new ArgumentOutOfRangeException(nameof(Every), Every, $"{nameof(Every)} must be above 0 and at most 30 days, not {Every}.");
        }
    }
}
