namespace Talpa;

/// <summary>How a <see cref="SentenceEncoder"/> splits and weighs the words of sentences.</summary>
public sealed record SentenceOptions
{
    /// <summary>
    /// The constant a of the weights a / (a + p), above 0, where p is the share of a word's tokens in all tokens of the vocabulary: smooth inverse frequency, by which
    /// frequent words weigh less. <c>null</c> weighs all words the same, which needs no counts. Default: 10⁻³ (Arora, Liang and Ma 2017, section 4.1).
    /// </summary>
    public double? Smoothing { get; init; } = 1e-3;

    /// <summary>
    /// The counts that p is computed from, such as those of another text (<see cref="Vocabulary.Load(string)"/>); words that it does not hold have p = 0, and so the weight 1.
    /// <c>null</c> for the counts of the model's own vocabulary. Default: <c>null</c>.
    /// </summary>
    public Vocabulary? Counts { get; init; }

    /// <summary>
    /// What splits a sentence into words; one made by <see cref="Tokenizer.From"/> is called from one thread at a time. <c>null</c> for the tokenizer that the model was
    /// trained with, or <see cref="Tokenizer.Unicode"/> where that is not known. Default: <c>null</c>.
    /// </summary>
    public Tokenizer? Tokenizer { get; init; }

    /// <summary>Whether words are lower-cased. <c>null</c> for what the model was trained with, or no where that is not known. Default: <c>null</c>.</summary>
    public bool? Lowercase { get; init; }

    /// <summary>The most threads that encode, 1 or more. The vectors do not depend on it. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The vocabulary of <see cref="Counts"/> has no counts.</exception>
    internal void Validate()
    {
        if (Smoothing is { } a && !(a > 0 && double.IsFinite(a)))
        {
            throw new ArgumentOutOfRangeException(nameof(Smoothing), a, $"{nameof(Smoothing)} must be a number above 0, or null for equal weights, not {a}.");
        }

        if (Counts is { TotalCount: 0 })
        {
            throw new ArgumentException($"The vocabulary in {nameof(Counts)} has no counts.", nameof(Counts));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
    }
}
