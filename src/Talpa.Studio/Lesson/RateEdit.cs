namespace Talpa.Studio.Lesson;

/// <summary>From this step on another learning rate.</summary>
/// <param name="Step">How many steps had been taken.</param>
/// <param name="Rate">The learning rate.</param>
public sealed record RateEdit(int Step, double Rate) : RunEdit(Step);
