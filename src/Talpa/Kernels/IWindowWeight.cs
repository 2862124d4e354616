namespace Talpa.Kernels;

/// <summary>
/// The expected weight of a context word as one goes away from a centre word, token by token, when every token between is kept with a
/// probability of its own. word2vec drops tokens before it looks at windows, so with K kept tokens between, the context is at distance
/// K + 1 and weighs w(K + 1): with windows drawn at random from 1 to W, w(d) = (W − d + 1) / W; beyond the window nothing. K is a sum of
/// unlike coins (a Poisson binomial), and no list of its probabilities is needed: let a(i) be the expected weight if the token were i − 1 positions
/// farther, E w(K + i). A token more, kept with probability q, moves it one farther with that probability:
/// <code>
/// a(i) ← (1 − q) · a(i) + q · a(i + 1),     a(W + 1) = 0,     at the start a(i) = w(i)
/// </code>
/// and a(1) is the weight. Cost: 3 · W operations a token. Without subsampling it falls to exactly 0 after W tokens.
/// </summary>
internal interface IWindowWeight
{
    /// <summary>The weight of the token here; 1 beside the centre word.</summary>
    float Weight { get; }

    /// <summary>Goes back to the centre word.</summary>
    void Restart();

    /// <summary>Goes on past a token that is kept with a probability, above 0, at most 1.</summary>
    void Pass(float kept);
}
