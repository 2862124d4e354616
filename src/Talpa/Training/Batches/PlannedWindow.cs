namespace Talpa.Training.Batches;

/// <summary>A window in which everything random is decided.</summary>
/// <param name="Centre">The position of the centre word in the batch.</param>
/// <param name="First">The position of the window's first word.</param>
/// <param name="Last">The position of the window's last word.</param>
/// <param name="FirstRow">The first of its output rows among those of the batch.</param>
/// <param name="RowCount">Number of its output rows.</param>
internal readonly record struct PlannedWindow(int Centre, int First, int Last, int FirstRow, int RowCount);
