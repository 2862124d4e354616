using Talpa.Text;
using Talpa.Training;

namespace Talpa;

/// <summary>From text to a model in one call.</summary>
/// <example>
/// <code>
/// TrainedModel model = await Word2Vec.TrainAsync(TextSource.File("corpus.txt"));
/// foreach (Neighbour neighbour in model.Vectors.Nearest("mole", 5))
/// {
///     Console.WriteLine($"{neighbour.Word} {neighbour.Similarity:0.000}");
/// }
/// </code>
/// </example>
public static class Word2Vec
{
    /// <summary>Reads a text, learns its vocabulary and trains a model on it, on threads of its own.</summary>
    /// <param name="text">The text: a file, several, a folder, a glob, a stream, strings, tokens.</param>
    /// <param name="options">What to learn and how; <c>null</c> for the defaults.</param>
    /// <param name="progress">Receives the state of the training about ten times a second.</param>
    /// <param name="reading">Receives how much of the text has been read, about ten times a second, before the training begins.</param>
    /// <param name="cancellationToken">
    /// Ends the training in order: what was learned until then is returned, and <see cref="TrainingReport.IsComplete"/> is false. While the text is read
    /// there is nothing to return yet.
    /// </param>
    /// <returns>The model: vectors, output vectors, options, tokenizer and report.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">The text can't be read or has no words that are frequent enough.</exception>
    /// <exception cref="TrainingDivergedException">The loss or the vectors are no longer numbers, or the loss is beyond reason.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the training began.</exception>
    public static async Task<TrainedModel> TrainAsync(
        TextSource text,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        IProgress<EncodingProgress>? reading = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return await StartAsync(text, options ?? new TrainingOptions(), null, progress, reading, cancellationToken);
    }

    /// <summary>
    /// Continues the training of a model with a new text: its words keep their ids, new words join them, and all learn from the new text. The model itself does not change.
    /// </summary>
    /// <param name="model">The model: one that was trained, or loaded from a file of any format. Without output vectors, those start at zero.</param>
    /// <param name="text">The new text.</param>
    /// <param name="options">What to learn and how; <c>null</c> for <see cref="TrainedModel.OptionsToContinue"/>. Make others from those with <c>with</c>.</param>
    /// <param name="progress">Receives the state of the training about ten times a second.</param>
    /// <param name="reading">Receives how much of the text has been read, about ten times a second, before the training begins.</param>
    /// <param name="cancellationToken">Ends the training in order, as in <see cref="TrainAsync"/>.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The options have another dimension than the model.</exception>
    /// <exception cref="UnusableInputException">The text can't be read or has no words, or the model holds no input vectors.</exception>
    /// <exception cref="TrainingDivergedException">The loss or the vectors are no longer numbers, or the loss is beyond reason.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the training began.</exception>
    public static async Task<TrainedModel> ContinueAsync(
        TrainedModel model,
        TextSource text,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        IProgress<EncodingProgress>? reading = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        return await StartAsync(text, options ?? model.OptionsToContinue(), model.ToStart(), progress, reading, cancellationToken);
    }

    private static async Task<TrainedModel> StartAsync(
        TextSource text,
        TrainingOptions options,
        StartingVectors? start,
        IProgress<TrainingProgress>? progress,
        IProgress<EncodingProgress>? reading,
        CancellationToken cancellationToken)
    {
        options.Validate();
        return await Task.Factory.StartNew(
            () => Train(text, options, start, progress, reading, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private static TrainedModel Train(
        TextSource text,
        TrainingOptions options,
        StartingVectors? start,
        IProgress<TrainingProgress>? progress,
        IProgress<EncodingProgress>? reading,
        CancellationToken cancellationToken)
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus, reading, cancellationToken);
        var trainer = new Trainer(corpus, options, start);
        return TrainedModel.From(trainer, trainer.Run(progress, cancellationToken));
    }
}
