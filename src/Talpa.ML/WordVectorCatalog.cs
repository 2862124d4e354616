using Microsoft.ML;

namespace Talpa.ML;

/// <summary>Makes estimators that train word vectors.</summary>
public static class WordVectorCatalog
{
    extension(MLContext context)
    {
        /// <summary>An estimator that trains word vectors on a column of text, and gives each row the mean of its words' vectors.</summary>
        /// <param name="outputColumnName">The column of vectors that is added.</param>
        /// <param name="inputColumnName">The column of text, split at spaces; <c>null</c> for the name of the output.</param>
        /// <param name="options">How to train; <c>null</c> for the defaults. Lower-casing is done by ML.NET; a tokenizer and normalisation are ignored.</param>
        /// <example><code>
        /// var pipeline = ml.WordVectors("Features", "Text").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression());
        /// </code></example>
        public WordVectorEstimator WordVectors(string outputColumnName, string? inputColumnName = null, TrainingOptions? options = null) =>
            Create(context, outputColumnName, inputColumnName, options, hasTokens: false);

        /// <summary>An estimator that trains word vectors on a column of tokens, a vector of texts, and gives each row the mean of its tokens' vectors.</summary>
        /// <param name="outputColumnName">The column of vectors that is added.</param>
        /// <param name="inputColumnName">The column of tokens; <c>null</c> for the name of the output.</param>
        /// <param name="options">How to train; <c>null</c> for the defaults. Lower-casing, a tokenizer and normalisation are ignored.</param>
        public WordVectorEstimator WordVectorsOfTokens(string outputColumnName, string? inputColumnName = null, TrainingOptions? options = null) =>
            Create(context, outputColumnName, inputColumnName, options, hasTokens: true);
    }

    private static WordVectorEstimator Create(MLContext context, string output, string? input, TrainingOptions? options, bool hasTokens)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(output);
        return new WordVectorEstimator(context, output, input ?? output, options ?? new TrainingOptions(), hasTokens);
    }
}
