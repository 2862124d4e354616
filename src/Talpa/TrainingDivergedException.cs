namespace Talpa;

/// <summary>The loss or the vectors are no longer numbers, or the loss is beyond reason: the vectors have grown without bound, nearly always because the learning rate is too high.</summary>
public sealed class TrainingDivergedException : TalpaException
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>Creates the exception with the line a person will read.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line a person will read and the fault beneath it.</summary>
    public TrainingDivergedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
