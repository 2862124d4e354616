namespace Talpa.Studio.Drawing;

/// <summary>One arrow: what the step to come does to a vector, divided by the learning rate.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Word">Id of the word whose output vector makes it (a slide: whose output vector slides); for the sum the centre's id.</param>
/// <param name="From">The vector that is moved.</param>
/// <param name="Delta">The arrow itself.</param>
public sealed record Arrow(ArrowKind Kind, int Word, IReadOnlyList<double> From, IReadOnlyList<double> Delta)
{
    /// <summary>The arrow's name on the page, by which formulas light it up.</summary>
    public string Key => Kind switch
    {
        ArrowKind.Pull => $"pull>{Word}",
        ArrowKind.Push => $"push>{Word}",
        ArrowKind.Slide => $"slide>{Word}",
        _ => "sum",
    };
}
