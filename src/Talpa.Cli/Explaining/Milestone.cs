namespace Talpa.Cli.Explaining;

/// <summary>The state after a number of steps.</summary>
/// <param name="Step">Steps done, from 0.</param>
/// <param name="Loss">The loss then, in nats.</param>
/// <param name="Probabilities">The probability of each word as a neighbour of the centre word then.</param>
internal sealed record Milestone(int Step, double Loss, IReadOnlyList<double> Probabilities);
