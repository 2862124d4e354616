namespace Talpa.Studio.Lesson;

/// <summary>A change by the user at a step of a run.</summary>
/// <param name="Step">The number of executed steps.</param>
public abstract record RunEdit(int Step);

/// <summary>A change of the learning rate from a step on.</summary>
/// <param name="Step">The number of executed steps.</param>
/// <param name="Rate">The new learning rate.</param>
public sealed record RateEdit(int Step, double Rate) : RunEdit(Step);

/// <summary>A change of a vector.</summary>
/// <param name="Step">The number of executed steps.</param>
/// <param name="Table">0 for the input vectors, 1 for the output vectors.</param>
/// <param name="Row">The row: the id of a word.</param>
/// <param name="Vector">The new vector.</param>
public sealed record VectorEdit(int Step, int Table, int Row, IReadOnlyList<double> Vector) : RunEdit(Step);
