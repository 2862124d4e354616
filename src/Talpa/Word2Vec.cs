using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa;

/// <summary>From text to word vectors in one call.</summary>
public static class Word2Vec
{
    /// <summary>Reads a text, learns its vocabulary and trains word vectors on it, on threads of its own.</summary>
    /// <param name="text">The text: files, a folder, a stream, strings or tokens.</param>
    /// <param name="options">What to learn and how; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told about ten times a second how the training stands.</param>
    /// <param name="cancellationToken">Gives up; to keep what is learned by then use <see cref="Trainer"/>.</param>
    /// <returns>The words and their vectors: the input vectors, or with the exact softmax both sides joined (<see cref="EmbeddingModel.BestSide"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">The text can't be read or has no words that are frequent enough.</exception>
    /// <exception cref="TrainingDivergedException">The loss or the vectors are no longer numbers, or the loss is beyond reason.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static async Task<WordVectors> TrainAsync(
        TextSource text,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TrainingOptions();
        options.Validate();
        return await Task.Factory.StartNew(
            () => Train(text, options, progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private static WordVectors Train(
        TextSource text, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus, progress: null, cancellationToken);
        var trainer = new Trainer(corpus, options);
        trainer.Run(progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        EmbeddingModel model = trainer.Model;
        return model.BestSide == VectorSide.Input ? model.InputVectors : model.Vectors(model.BestSide);
    }
}
