namespace Talpa.Tuning;

/// <summary>One training of a tuning, and what came of it.</summary>
/// <param name="Round">The round, from 1: each has half as many trials as the one before, on more text.</param>
/// <param name="Tokens">Tokens of the part of the text that was learned, before rare words were left out.</param>
/// <param name="Options">What was tried.</param>
/// <param name="Score">How good it was; higher is better. By held-out text: nats a pair below the cross-entropy of the words' frequencies.</param>
/// <param name="Elapsed">How long it took, reading excluded.</param>
public sealed record TuningTrial(int Round, long Tokens, TrainingOptions Options, double Score, TimeSpan Elapsed);
