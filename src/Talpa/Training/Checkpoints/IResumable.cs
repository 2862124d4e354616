namespace Talpa.Training.Checkpoints;

/// <summary>Something that a training goes on from: while nothing runs, its whole state can be carried out and back.</summary>
internal interface IResumable
{
    /// <summary>Carries all that decides how the training goes on, always in the same order and of the same length.</summary>
    void Carry(IStateCarrier carrier);
}
