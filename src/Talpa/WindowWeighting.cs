namespace Talpa;

/// <summary>What a context word weighs at distance d from its centre word, of a window of W words on either side. Beside it, it weighs 1.</summary>
public enum WindowWeighting
{
    /// <summary>(W − d + 1) / W: what drawing each window's size at random from 1 to W comes to (Mikolov et al. 2013a, section 3.2).</summary>
    Linear,

    /// <summary>1 / d (Pennington, Socher and Manning 2014, "GloVe", section 4.2): near words count for more.</summary>
    Harmonic,

    /// <summary>1 at every distance.</summary>
    Even,
}
