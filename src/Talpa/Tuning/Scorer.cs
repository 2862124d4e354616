using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tuning;

/// <summary>Computes the score of a trained model; higher is better.</summary>
internal sealed class Scorer : IDisposable
{
    private readonly Func<Trainer, CancellationToken, double> _score;
    private readonly HeldOutGain? _heldOut;

    /// <summary>Scores the vectors.</summary>
    public Scorer(Func<WordVectors, double> evaluation) => _score = (trainer, _) => evaluation(trainer.CurrentVectors());

    /// <summary>Scores predictions of text that was held out, whose counts it owns.</summary>
    public Scorer(HeldOutGain heldOut)
    {
        _heldOut = heldOut;
        _score = (trainer, stop) => heldOut.Of(new ContextPrediction(trainer.Model.InputVectors, trainer.Model.Output, trainer.Model.OutputBias), trainer.Options.Threads, stop);
    }

    /// <summary>The score of what was trained.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public double Score(Trainer trainer, CancellationToken stop) => _score(trainer, stop);

    /// <inheritdoc/>
    public void Dispose() => _heldOut?.Dispose();
}
