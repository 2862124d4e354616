namespace Talpa.Training.Architectures;

/// <summary>How much of the gradient of a mean of n vectors each of them takes.</summary>
internal static class GradientShare
{
    /// <summary>One way to share.</summary>
    internal interface IRule
    {
        /// <summary>The part for one of <paramref name="words"/> vectors.</summary>
        static abstract float Of(int words);
    }

    /// <summary>
    /// 1/n, which is the gradient: İrsoy, Benton and Stratos 2021, "Corrected CBOW Performs as well as Skip-gram", section 3. The default;
    /// departs from word2vec.c and gensim.
    /// </summary>
    internal readonly struct Divided : IRule
    {
        /// <inheritdoc/>
        public static float Of(int words) => 1f / words;
    }

    /// <summary>The whole of it, n times too much, as in word2vec.c; for comparison.</summary>
    internal readonly struct Whole : IRule
    {
        /// <inheritdoc/>
        public static float Of(int words) => 1;
    }
}
