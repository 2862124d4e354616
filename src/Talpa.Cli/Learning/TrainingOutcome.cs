using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Cli.Learning;

/// <summary>What came out of a training.</summary>
/// <param name="Options">How it was learned.</param>
/// <param name="Corpus">What became of the text.</param>
/// <param name="Vectors">The vectors.</param>
/// <param name="End">How things stood when it ended.</param>
/// <param name="EstimatedPeak">Bytes the process was estimated to occupy at most.</param>
/// <param name="Peak">Bytes the process occupied at most, until the vectors were saved.</param>
/// <param name="FileBytes">Size of the file of vectors.</param>
/// <param name="Interrupted">Whether it was stopped before its time.</param>
internal sealed record TrainingOutcome(
    TrainingOptions Options, CorpusReport Corpus, WordVectors Vectors, TrainingProgress End, long EstimatedPeak, long Peak, long FileBytes, bool Interrupted)
{
    /// <summary>
    /// The loss to report, in nats. Of an objective that is trained from counts it is that of a pair, measured at the end (each word's at its last turn
    /// where it was interrupted); the others' is known as a mean over the way.
    /// </summary>
    public double Loss => Options.Objective.TrainsFromCounts ? End.Loss : End.MeanLoss;
}
