namespace Talpa.Studio.Lesson;

/// <summary>A change made by hand while a run stands at a step.</summary>
/// <param name="Step">How many steps had been taken.</param>
public abstract record RunEdit(int Step);
