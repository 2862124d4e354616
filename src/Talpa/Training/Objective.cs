namespace Talpa.Training;

/// <summary>How the output side is asked for a prediction.</summary>
public enum Objective
{
    /// <summary>Tell the true word from a few words drawn from a noise distribution (Mikolov et al. 2013b, section 2.2).</summary>
    NegativeSampling,

    /// <summary>Decide left or right at each inner node of a Huffman tree (Mikolov et al. 2013b, section 2.1).</summary>
    HierarchicalSoftmax,

    /// <summary>The softmax over the whole vocabulary, as the textbook has it; its cost grows with the vocabulary.</summary>
    FullSoftmax,
}
