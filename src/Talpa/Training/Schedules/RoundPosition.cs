namespace Talpa.Training.Schedules;

/// <summary>
/// The position of a training between two rounds. Together with the model's tables this is all that it needs to continue to the same
/// bytes: everything random depends on the number of the range.
/// </summary>
/// <param name="Epoch">The current epoch, from 0.</param>
/// <param name="NextChunk">The chunk after the current one; 0 where none has been begun.</param>
/// <param name="Position">Ids of the current chunk that have been handed out.</param>
/// <param name="RoundsLeft">Rounds of the current chunk that have not been handed out.</param>
/// <param name="Tokens">Tokens handed out since the start of the training.</param>
/// <param name="Rounds">Rounds handed out since the start of the training.</param>
internal readonly record struct RoundPosition(int Epoch, int NextChunk, int Position, int RoundsLeft, long Tokens, long Rounds);
