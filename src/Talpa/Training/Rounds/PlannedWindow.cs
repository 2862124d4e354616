namespace Talpa.Training.Rounds;

/// <summary>A window with everything about it decided.</summary>
/// <param name="Centre">The centre word's index among the words of the plan.</param>
/// <param name="First">The first word of the window.</param>
/// <param name="Last">The last word of the window.</param>
/// <param name="Asked">The first of its output rows among those of the plan.</param>
/// <param name="AskedCount">Number of its output rows.</param>
internal readonly record struct PlannedWindow(int Centre, int First, int Last, int Asked, int AskedCount);
