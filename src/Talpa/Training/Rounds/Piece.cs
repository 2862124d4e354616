namespace Talpa.Training.Rounds;

/// <summary>The part of a chunk that one shard learns from in one round.</summary>
/// <param name="Number">Counts the pieces of the whole training from 0; its random numbers depend on it.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Start">Index of its first id in the chunk.</param>
/// <param name="Length">Number of ids, sentence ends included; 0 where the chunk had no more.</param>
/// <param name="Tokens">Number of tokens among them.</param>
/// <param name="TokensBefore">Tokens of the whole training before it.</param>
internal readonly record struct Piece(long Number, int Epoch, int Start, int Length, int Tokens, long TokensBefore);
