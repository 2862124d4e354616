namespace Talpa.Training.Checkpoints;

/// <summary>State of a training that can be saved and restored while no thread works.</summary>
internal interface IResumable
{
    /// <summary>Saves to the archive, or restores from it, all that decides how the training continues, always in the same order and of the same length.</summary>
    void Exchange(IStateArchive archive);
}
