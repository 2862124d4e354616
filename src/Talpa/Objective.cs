namespace Talpa;

/// <summary>How the output side is asked for a prediction.</summary>
public enum Objective
{
    /// <summary>Tell the true word from a few words drawn from a noise distribution (Mikolov et al. 2013b, section 2.2).</summary>
    NegativeSampling,

    /// <summary>Decide left or right at each inner node of a Huffman tree (Mikolov et al. 2013b, section 2.1).</summary>
    HierarchicalSoftmax,

    /// <summary>The softmax over the whole vocabulary, as the textbook has it; its cost grows with the vocabulary.</summary>
    FullSoftmax,

    /// <summary>
    /// The same softmax, but all of a text's pairs with one centre word are taken at once, from counts: its cost does not depend on the length
    /// of the text, and it gives the same bytes for any number of threads. Skip-gram only. docs/exact-softmax.md explains it.
    /// </summary>
    ExactSoftmax,
}
