using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// Ends a training whose numbers are no longer finite, so that no such vectors are saved. The loss alone does not show it:
/// σ and the softmax make something finite of scores that are not, and an optimiser that bounds its steps (Adam) runs away without ever overflowing.
/// </summary>
internal sealed class NumberGuard(EmbeddingModel model)
{
    /// <summary>A loss this many times that of an untrained model can't come from learning.</summary>
    private const double MaxLoss = 10;

    /// <summary>Rows of each table looked at each time, half of them the most frequent words', half in turn: a thousand numbers or ten, ten times a second.</summary>
    private const int RowsAtATime = 64;

    private int _next;

    /// <summary>Looks at the loss and at some of the vectors.</summary>
    /// <param name="state">The progress.</param>
    /// <returns>The same.</returns>
    /// <exception cref="TrainingDivergedException">Something is no longer a number, or the loss is beyond reason.</exception>
    public TrainingProgress Check(TrainingProgress state)
    {
        RequireLoss(state);
        RequireSome(model.Input, state);
        RequireSome(model.Output, state);
        _next += RowsAtATime / 2;
        return state;
    }

    /// <summary>Looks at the loss and at all vectors: before they are saved.</summary>
    /// <param name="state">The progress.</param>
    /// <returns>The same.</returns>
    /// <exception cref="TrainingDivergedException">Something is no longer a number, or the loss is beyond reason.</exception>
    public TrainingProgress CheckAll(TrainingProgress state)
    {
        RequireLoss(state);
        Require(model.Input.Padded, state);
        Require(model.Output.Padded, state);
        if (model.OutputBias is { } bias)
        {
            Require(bias.Padded, state);
        }

        return state;
    }

    private void RequireLoss(TrainingProgress state)
    {
        if (state.Predictions == 0)
        {
            return;
        }

        if (!double.IsFinite(state.MeanLoss))
        {
            throw Diverged(state, "the loss is no longer a number");
        }

        double untrained = model.Options.ActualObjective.UntrainedLoss(model.Vocabulary.Count);
        if (state.Loss > MaxLoss * untrained)
        {
            throw Diverged(state, $"the loss is {state.Loss:G3}, where a model that has learned nothing has {untrained:0.0}");
        }
    }

    private void RequireSome(PaddedMatrix table, TrainingProgress state)
    {
        for (int i = 0; i < Math.Min(RowsAtATime, table.Rows); i++)
        {
            int row = i < RowsAtATime / 2 ? i : (int)(((uint)_next + (uint)i) % (uint)table.Rows);
            Require(table[row], state);
        }
    }

    private void Require(ReadOnlySpan<float> numbers, TrainingProgress state)
    {
        // NaN is reported as not finite.
        if (!numbers.IsEmpty && !TensorPrimitives.IsFiniteAll(numbers))
        {
            throw Diverged(state, "vectors hold what is no longer a number");
        }
    }

    private TrainingDivergedException Diverged(TrainingProgress state, string fault) =>
        new($"the training diverged: after {state.Tokens:N0} tokens {fault}; a lower learning rate than {model.Options.ActualLearningRate:0.####} helps.");
}
