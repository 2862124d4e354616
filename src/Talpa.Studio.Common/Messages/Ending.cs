namespace Talpa.Studio.Common.Messages;

/// <summary>How a training ended.</summary>
/// <param name="SavedAs">The file the vectors are in; absent where they could not be saved.</param>
/// <param name="MeanLoss">Mean loss of a prediction over the whole training, in nats; absent where nothing was predicted.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Ending(string? SavedAs, double? MeanLoss, double Seconds);
