namespace Talpa.Cli.Parsing;

/// <summary>A model to compare with another one.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Vectors">Its words and vectors.</param>
internal sealed record ComparedModel(string Path, WordVectors Vectors)
{
    /// <summary>Refuses a model without counts where an option needs them.</summary>
    /// <exception cref="UnusableInputException">It has no counts.</exception>
    public void RequireCounts(bool isNeeded, string option)
    {
        if (isNeeded && !Vectors.Vocabulary.HasCounts)
        {
            throw new UnusableInputException($"{Path}: the file has no counts of words, which {option} needs; leave {option} out, or use a .talpa file");
        }
    }
}
