namespace Talpa;

/// <summary>The vectors of another model that a training started from.</summary>
/// <param name="Fingerprint">Distinguishes them (<see cref="Training.StartingVectors.ComputeFingerprint"/>).</param>
/// <param name="Words">How many words the other model has.</param>
/// <param name="Shared">How many of them the trained model has too; these started with the vectors of the other.</param>
/// <param name="Frozen">How many words of a list stayed unchanged (<see cref="StartOptions.FrozenWords"/>); 0 where there was no list.</param>
public sealed record StartReport(string Fingerprint, int Words, int Shared, int Frozen = 0);
