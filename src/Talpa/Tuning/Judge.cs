using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tuning;

/// <summary>Says how good a trained model is; higher is better.</summary>
internal sealed class Judge : IDisposable
{
    private readonly Func<Trainer, CancellationToken, double> _score;
    private readonly HeldOutGain? _heldOut;

    /// <summary>Judges by the vectors.</summary>
    public Judge(Func<WordVectors, double> evaluation) => _score = (trainer, _) => evaluation(trainer.CurrentVectors());

    /// <summary>Judges by predictions of text that was held out, which it owns.</summary>
    public Judge(HeldOutGain heldOut)
    {
        _heldOut = heldOut;
        _score = (trainer, stop) => heldOut.Of(new ContextPrediction(trainer.Model.InputVectors, trainer.Model.Output, trainer.Model.OutputBias), stop);
    }

    /// <summary>The score of what was trained.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public double Score(Trainer trainer, CancellationToken stop) => _score(trainer, stop);

    /// <inheritdoc/>
    public void Dispose() => _heldOut?.Dispose();
}
