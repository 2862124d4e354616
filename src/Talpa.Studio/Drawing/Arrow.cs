namespace Talpa.Studio.Drawing;

/// <summary>An arrow: a part of the next step's change of a vector, divided by the learning rate.</summary>
/// <param name="Kind">The part of the change.</param>
/// <param name="Word">The id of the word whose output vector causes it (of a slide: is moved); of the sum, the id of the centre word.</param>
/// <param name="From">The moved vector.</param>
/// <param name="Delta">The change.</param>
public sealed record Arrow(ArrowKind Kind, int Word, IReadOnlyList<double> From, IReadOnlyList<double> Delta)
{
    /// <summary>The arrow's name on the page, by which formulas highlight it.</summary>
    public string Key => Kind switch
    {
        ArrowKind.Pull => $"pull>{Word}",
        ArrowKind.Push => $"push>{Word}",
        ArrowKind.Slide => $"slide>{Word}",
        _ => "sum",
    };
}

/// <summary>The part of a step's change that an arrow shows.</summary>
public enum ArrowKind
{
    /// <summary>The pull of the truth on the centre word: +u(o), once for each occurrence of o in the context.</summary>
    Pull,

    /// <summary>The push of the softmax on the centre word: −C·p(w)·u(w).</summary>
    Push,

    /// <summary>The sum of all pulls and pushes on the centre word: its change divided by the learning rate.</summary>
    Sum,

    /// <summary>The change of an output vector, parallel to the centre word's vector: −error(w)·h.</summary>
    Slide,
}
