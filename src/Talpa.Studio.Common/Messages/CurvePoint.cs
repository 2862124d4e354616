namespace Talpa.Studio.Common.Messages;

/// <summary>How a training stood at one moment.</summary>
/// <param name="Tokens">Tokens gone through.</param>
/// <param name="Loss">Mean loss of a prediction since the moment before, in nats; absent before the first prediction.</param>
/// <param name="Speed">Tokens a second since the moment before.</param>
/// <param name="LearningRate">The learning rate.</param>
public sealed record CurvePoint(long Tokens, double? Loss, double Speed, double LearningRate);
