namespace Talpa.Studio.Drawing;

/// <summary>What an arrow in the plane stands for.</summary>
public enum ArrowKind
{
    /// <summary>The truth's pull on the centre: +u(o), once for each time o stands in the context.</summary>
    Pull,

    /// <summary>The softmax's push on the centre: −C·p(w)·u(w).</summary>
    Push,

    /// <summary>The sum of all pulls and pushes on the centre: the move divided by the learning rate.</summary>
    Sum,

    /// <summary>An output vector's slide along the centre's vector: −error(w)·h.</summary>
    Slide,
}
