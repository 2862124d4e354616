using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>The part of a chunk that one shard learns from in one round.</summary>
/// <param name="Number">Counts the ranges of the whole training from 0; its random numbers depend on it.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Text">The range of text; empty where the chunk had no more.</param>
/// <param name="TokensBefore">Tokens of the whole training before it.</param>
internal readonly record struct RoundRange(long Number, int Epoch, TextRange Text, long TokensBefore);
