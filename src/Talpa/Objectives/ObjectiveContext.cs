namespace Talpa.Objectives;

/// <summary>What an objective's steps need of a training.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Shards">Learners that choose output rows at one time and should seldom choose the same: 1 when they run free.</param>
/// <param name="BatchTokens">Tokens that a shard learns from before it sees what the others learned.</param>
/// <param name="MaxHidden">The largest number of hidden vectors of a window.</param>
internal sealed record ObjectiveContext(Vocabulary Vocabulary, int Shards, int BatchTokens, int MaxHidden);
