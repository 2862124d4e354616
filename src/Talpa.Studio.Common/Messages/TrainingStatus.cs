namespace Talpa.Studio.Common.Messages;

/// <summary>How a training stands.</summary>
/// <param name="Tokens">Tokens gone through.</param>
/// <param name="TotalTokens">Tokens to go through in all.</param>
/// <param name="Epoch">Epoch at work, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="SecondsLeft">Time left at the speed so far; absent before there is one.</param>
/// <param name="WatchShare">The share of the training's processor time that looking on has cost so far, at most.</param>
/// <param name="End">How it ended; absent while it runs.</param>
public sealed record Standing(long Tokens, long TotalTokens, int Epoch, int Epochs, double? SecondsLeft, double WatchShare, Ending? End);
