namespace Talpa.Studio.Lesson;

/// <summary>An output row that a step moves, and why.</summary>
/// <param name="Row">The row.</param>
/// <param name="Times">How often it is asked: once for each prediction it takes part in.</param>
/// <param name="Score">Its product with the centre's vector.</param>
/// <param name="Probability">What is predicted each time.</param>
/// <param name="Truth">The true answers added up.</param>
/// <param name="Error">Times · probability − truth.</param>
public sealed record TouchedRow(int Row, int Times, double Score, double Probability, double Truth, double Error);
