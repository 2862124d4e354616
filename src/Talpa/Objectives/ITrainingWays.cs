using Talpa.Memory;

namespace Talpa.Objectives;

/// <summary>The ways in which an objective can be trained. Each objective chooses one, and so closes the type arguments of the training loop.</summary>
/// <typeparam name="T">What comes of the choice.</typeparam>
internal interface ITrainingWays<out T>
{
    /// <summary>Window after window of the text.</summary>
    /// <param name="newStep">Makes the step of one learner from the output vectors and the largest number of hidden vectors in a window.</param>
    T ByWindows<TStep>(Func<PaddedMatrix, int, TStep> newStep)
        where TStep : struct, IObjectiveStep;

    /// <summary>In sweeps over the counts of all pairs.</summary>
    T BySweeps(ExactSoftmax objective);
}
