namespace Talpa.Training.Rounds;

/// <summary>
/// Where a training in rounds stands between two of them. Together with the model's tables this is all that it needs to go on to the same
/// bytes: everything random depends on the number of the piece.
/// </summary>
/// <param name="Epoch">The epoch at work, from 0.</param>
/// <param name="NextChunk">The chunk after the one at work; 0 where none has been begun.</param>
/// <param name="Position">Ids of the chunk at work that have been dealt out.</param>
/// <param name="Tokens">Tokens dealt out since the start of the training.</param>
/// <param name="Pieces">Pieces dealt out since the start of the training.</param>
internal readonly record struct RoundPlace(int Epoch, int NextChunk, int Position, long Tokens, long Pieces);
