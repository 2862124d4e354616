namespace Talpa;

/// <summary>Which of a model's vectors are taken for a word's.</summary>
public enum VectorSide
{
    /// <summary>The input vectors, used when the word is the centre.</summary>
    Input,

    /// <summary>The output vectors, used when the word is predicted.</summary>
    Output,

    /// <summary>Their sum, as Pennington, Socher and Manning 2014 ("GloVe", section 4.2) take it.</summary>
    Sum,

    /// <summary>
    /// Both sides joined: like the sum, but similar contexts of two words weigh more than being neighbours, and reduced to the
    /// model's dimension by principal directions. docs/exact-softmax.md has the formula and what it brings.
    /// </summary>
    Joined,
}
