namespace Talpa.Kernels;

/// <summary>
/// The expected weight of a context word as one goes away from a centre word, token by token, when every token between is kept with a
/// probability of its own. word2vec drops tokens before it looks at windows, so with K kept tokens between, the context stands at distance
/// K + 1 and counts max(0, W − K) / W with windows drawn at random from 1 to W, or 1 while K &lt; W with fixed ones. K is a sum of
/// unlike coins (a Poisson binomial), and no list of its probabilities is needed: let a(j) be the expected weight if the window were j long,
/// E max(0, j − K) / W or P(K &lt; j). A token more, kept with probability q, shortens the window by one with that probability:
/// <code>
/// a(j) ← (1 − q) · a(j) + q · a(j − 1),     a(0) = 0,     at the start a(j) = j / W or 1
/// </code>
/// and a(W) is the weight. Cost: 3 · W operations a token. Without subsampling it falls to exactly 0 after W tokens.
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
