namespace Talpa.Objectives;

/// <summary>What an objective's steps need of a training.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="MaxHidden">The largest number of hidden vectors of a window.</param>
internal sealed record ObjectiveContext(Vocabulary Vocabulary, int MaxHidden);
