namespace Talpa.Studio.Common.Messages;

/// <summary>The progress of a training.</summary>
/// <param name="Tokens">Tokens processed.</param>
/// <param name="TotalTokens">Tokens to process in all epochs.</param>
/// <param name="Epoch">The current epoch or sweep, from 1.</param>
/// <param name="Epochs">The number of epochs; <c>null</c> for sweeps, which end by themselves.</param>
/// <param name="SecondsLeft">Remaining time at the speed so far; <c>null</c> if no speed is known.</param>
/// <param name="ObservationCost">The share of the training's processor time that observing it has taken so far: an upper bound.</param>
/// <param name="End">How the training ended; <c>null</c> while it runs.</param>
public sealed record TrainingStatus(long Tokens, long TotalTokens, int Epoch, int? Epochs, double? SecondsLeft, double ObservationCost, TrainingEnd? End);

/// <summary>The end of a training.</summary>
/// <param name="SavedAs">The file of the vectors; <c>null</c> if they were not saved.</param>
/// <param name="MeanLoss">Mean loss of a prediction over the whole training, in nats; <c>null</c> if there was no prediction.</param>
/// <param name="Seconds">The duration.</param>
public sealed record TrainingEnd(string? SavedAs, double? MeanLoss, double Seconds);

/// <summary>A point of the training's curves.</summary>
/// <param name="Tokens">Tokens processed.</param>
/// <param name="Loss">Mean loss of a prediction since the previous point, in nats; <c>null</c> before the first prediction.</param>
/// <param name="Speed">Tokens a second since the previous point.</param>
/// <param name="LearningRate">The learning rate.</param>
public sealed record CurvePoint(long Tokens, double? Loss, double Speed, double LearningRate);
