namespace Talpa.Studio.Lesson;

/// <summary>A vector put somewhere else by hand.</summary>
/// <param name="Step">How many steps had been taken.</param>
/// <param name="Table">0 for the input vectors, 1 for the output vectors.</param>
/// <param name="Row">The row, a word's id.</param>
/// <param name="Vector">The vector as it is from now on.</param>
public sealed record PlaceEdit(int Step, int Table, int Row, IReadOnlyList<double> Vector) : RunEdit(Step);
