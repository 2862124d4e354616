using Talpa.Kernels;

namespace Talpa.Training;

/// <summary>
/// How far a worker has come, exactly: with the model, all it needs to go on as if it had never stopped. It may stop between any two words.
/// </summary>
internal struct WorkerPlace
{
    /// <summary>Whether there is a piece of work that has been begun.</summary>
    public bool HasPiece;

    /// <summary>The piece's epoch, from 0.</summary>
    public int Epoch;

    /// <summary>The piece's chunk.</summary>
    public int Chunk;

    /// <summary>Where in the chunk the sentence at work begins.</summary>
    public int Sentence;

    /// <summary>The chunk's tokens before that sentence.</summary>
    public int Tokens;

    /// <summary>The random numbers at the start of the sentence, before it was thinned.</summary>
    public SplitMix64 AtSentence;

    /// <summary>The next centre word's position in the thinned sentence.</summary>
    public int Position;

    /// <summary>The random numbers there.</summary>
    public SplitMix64 AtPosition;

    /// <summary>Predictions made in the sentence so far.</summary>
    public long Predictions;

    /// <summary>The sum of their losses.</summary>
    public double Loss;

    /// <summary>Notes how far the sentence has come.</summary>
    public void Leave(int position, SplitMix64 random, long predictions, double loss)
    {
        Position = position;
        AtPosition = random;
        Predictions = predictions;
        Loss = loss;
    }

    /// <summary>Goes on to the sentence after one of so many tokens.</summary>
    public void GoToNextSentence(int tokens, SplitMix64 random)
    {
        Sentence += tokens + 1;
        Tokens += tokens;
        AtSentence = random;
        Leave(0, default, 0, 0);
    }
}
