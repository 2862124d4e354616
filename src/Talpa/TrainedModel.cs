using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa;

/// <summary>
/// A model that was trained or loaded: word vectors, output vectors, counts, and the options and report of the training. Read-only, so many threads may use
/// it at once. For V words and dimension D all tables have V rows of D numbers, but for the output vectors of the exact softmax with
/// <see cref="ExactSoftmax.Directional"/>, of which there are 2 V, before and after in turn, and those of hierarchical softmax, which are those of the
/// V − 1 inner nodes of its tree.
/// </summary>
/// <example>
/// <code>
/// TrainedModel loaded = TrainedModel.Load("model.talpa");
/// Console.WriteLine($"{loaded.Vocabulary.Count} words, trained with {loaded.Options?.Objective?.Name}");
/// TrainedModel smaller = loaded.Prune(1000);
/// smaller.Save("smaller.talpa");
/// </code>
/// </example>
public sealed class TrainedModel
{
    private readonly VectorFileContent _content;
    private readonly Lazy<ContextPrediction?> _prediction;

    /// <summary>Puts together what a file holds.</summary>
    internal TrainedModel(VectorFileContent content, TrainingOptions? options, TrainingReport? report, Phrases? phrases = null)
    {
        _content = content;
        Options = options;
        Report = report;
        Phrases = phrases;
        _prediction = new Lazy<ContextPrediction?>(() => ContextPrediction.From(Vectors, OutputVectors, _content.OtherTables));
    }

    /// <summary>The words and their vectors: what a training is for. The input vectors, or another side of the model (<see cref="Objective.BestSide"/>).</summary>
    public WordVectors Vectors => _content.Vectors;

    /// <summary>The words, in id order, with their counts where known.</summary>
    public Vocabulary Vocabulary => Vectors.Vocabulary;

    /// <summary>The words and their input vectors; the same as <see cref="Vectors"/> where the file has no others.</summary>
    public WordVectors InputVectors =>
        _content.OtherTables.TryGetValue(ContextPrediction.InputTable, out PaddedMatrix? input) ? new WordVectors(Vocabulary, input) : Vectors;

    /// <summary>The output vectors (the softmax weights); <c>null</c> where the file has none.</summary>
    public PaddedMatrix? OutputVectors => _content.Output;

    /// <summary>The biases: for each output vector a number that is added to its score for every centre word; empty where the objective has none.</summary>
    public ReadOnlyMemory<float> OutputBiases =>
        _content.OtherTables.TryGetValue(ContextPrediction.BiasTable, out PaddedMatrix? biases) ? biases[0].ToArray() : ReadOnlyMemory<float>.Empty;

    /// <summary>How the model was trained, the tokenizer included; <c>null</c> where the file does not say.</summary>
    public TrainingOptions? Options { get; }

    /// <summary>What the training did; <c>null</c> where the file does not say.</summary>
    public TrainingReport? Report { get; }

    /// <summary>
    /// The phrases that were joined to words in the text of the training; <c>null</c> where there were none or the file does not say. Files that hold the <see cref="Options"/> hold them.
    /// </summary>
    public Phrases? Phrases { get; }

    /// <summary>The format of the file that the model was loaded from; <c>null</c> for a model that was trained.</summary>
    public VectorFileFormat? Format => _content.Format;

    /// <summary>How the file that the model was loaded from stores its numbers; single precision for a model that was trained.</summary>
    public NumberStorage Numbers => _content.Numbers;

    /// <summary>What was odd about the file, a line each; empty for a model that was trained.</summary>
    public IReadOnlyList<string> Warnings => _content.Warnings;

    /// <summary>The texts that the file holds by name: options and report as JSON, and what another program noted in a safetensors file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _content.Options;

    /// <summary>
    /// The probabilities of words around a word; <c>null</c> where the model has no output vector for each word. They are honest for the exact and the full
    /// softmax; negative sampling does not learn probabilities.
    /// </summary>
    public ContextPrediction? Contexts => _prediction.Value;

    /// <summary>What the model is in a file: all of it.</summary>
    internal VectorFileContent Content => _content;

    /// <summary>Loads a model from a file of any vector format. Only .talpa files and safetensors hold more than words and vectors.</summary>
    /// <param name="path">The file, plain or compressed with gzip or zstd.</param>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or in no known format.</exception>
    public static TrainedModel Load(string path) => Load(path, new VectorReadOptions());

    /// <summary>Loads a model, or some of its words, from a file of any vector format.</summary>
    /// <param name="path">The file, plain or compressed with gzip or zstd.</param>
    /// <param name="options">Its format and what to keep of it. Where words are selected, output vectors and further tables are left out.</param>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or of another format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static TrainedModel Load(string path, VectorReadOptions options) => ModelFile.ToModel(VectorFileAccess.Read(path, options), path);

    /// <summary>
    /// Loads a model but leaves its numbers in the file, if that is an uncompressed .talpa file or fastText model: the file itself is mapped into memory, of which
    /// processes that map the same file share one copy. A .talpa file is checked whole first. Of a fastText model only the words are read at once: the vector of a word
    /// is composed when it is first needed, all of them for a search, and the output vectors are left out. Other files, quantised fastText models, and tables whose numbers take fewer bytes, are read as by
    /// <see cref="Load(string)"/>.
    /// <para>
    /// The mapping lasts as long as the process. The file may be replaced by another of its name meanwhile, as <c>Save</c> does it (except on Windows), but
    /// must not be written to or shortened: on most systems that, and a disk that fails, ends the process.
    /// </para>
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnusableInputException">There is no such file, it can't be read, or it is corrupt, cut off or in no known format.</exception>
    public static TrainedModel Map(string path) => ModelFile.ToModel(VectorFileAccess.Map(path), path);

    /// <summary>Loads a model from a stream, from its current position. It need not be able to seek, and is left open.</summary>
    /// <param name="stream">The stream, plain or compressed with gzip or zstd.</param>
    /// <exception cref="UnusableInputException">The stream can't be read, or its content is corrupt, cut off or in no known format.</exception>
    public static TrainedModel Load(Stream stream) => ModelFile.ToModel(VectorFileAccess.Read(stream, options: null), "the stream");

    /// <summary>
    /// Splits a text into the model's tokens: with the tokenizer and the lower-casing of the training, or into Unicode's words where they are not known. Words are joined where
    /// the model has a vector for a phrase of its <see cref="Phrases"/>.
    /// </summary>
    /// <param name="text">One sentence or more, a line each.</param>
    /// <returns>The tokens in order, those unknown to the model included.</returns>
    /// <exception cref="UnusableInputException">The tokenizer was one of the program's own, which no file can hold.</exception>
    public IReadOnlyList<string> Tokenize(string text)
    {
        CorpusOptions corpus = Options?.Corpus ?? new CorpusOptions();
        return Phrases is null
            ? corpus.Tokenizer.Split(text, corpus.Lowercase)
            : [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Join(corpus.Tokenizer.Split(line, corpus.Lowercase)))];
    }

    /// <summary>
    /// Joins words to the phrases of the model, as the training joined those of its text. A phrase without a vector, such as one that occurs too rarely, is divided into its
    /// words again.
    /// </summary>
    /// <param name="words">The words of one sentence or question.</param>
    /// <returns>The words with each phrase as one word; the same where the model has no <see cref="Phrases"/>.</returns>
    public IReadOnlyList<string> Join(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Phrases is null ? words : Phrases.Words.Join(words, word => Vocabulary.Contains(word));
    }

    /// <summary>The same model with a tokenizer, where its own was one of the program's and so is not in the file.</summary>
    public TrainedModel WithTokenizer(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        TrainingOptions options = Options ?? new TrainingOptions();
        return new TrainedModel(_content, options with { Corpus = options.Corpus with { Tokenizer = tokenizer } }, Report, Phrases);
    }

    /// <summary>The same model with rows of character n-grams fitted to its vectors (<see cref="WordVectors.WithSubwords"/>).</summary>
    /// <param name="options">The n-grams; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TrainedModel WithSubwords(SubwordOptions? options = null) => new(_content with { Vectors = Vectors.WithSubwords(options) }, Options, Report, Phrases);

    /// <summary>
    /// The most frequent words with their vectors, their output vectors where each word has one, and the n-grams that these words have: a smaller model of the same quality for
    /// these words. Where counts are not known, the words with the lowest ids, which are the most frequent ones in files of most tools.
    /// </summary>
    /// <param name="words">How many words to keep, 1 or more; all, where there are not more.</param>
    /// <returns>The smaller model. What could not be kept is among its <see cref="Warnings"/>: output vectors of which there is not one for each word.</returns>
    public TrainedModel Prune(int words)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        return new(SelectedContent.Prune(_content, words), Options, Report, Phrases);
    }

    /// <summary>
    /// Saves all of the model as a .talpa file, which appears whole or not at all. <c>model.Vectors.Save("vectors.bin")</c> saves the words and vectors alone in
    /// other formats.
    /// </summary>
    /// <param name="path">The file. A name that ends in .gz or .zst makes a compressed file.</param>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public void Save(string path) => VectorFileAccess.Write(path, _content, VectorFileFormat.Talpa);

    /// <summary>Saves as much of the model as a format holds: .talpa files and safetensors all of it, the others its words and vectors.</summary>
    /// <param name="path">The file, which appears whole or not at all. A name that ends in .gz or .zst makes a compressed file.</param>
    /// <param name="options">The format, how numbers are stored, and what becomes of words that the format can't hold.</param>
    /// <returns>What was changed or left out, a line each; empty when all was written as it is.</returns>
    /// <exception cref="ArgumentException">The options name no format, and the name's ending stands for none; or the format does not store numbers in that way.</exception>
    /// <exception cref="UnusableInputException">A word or a number can't be written in this format, or no word can.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public IReadOnlyList<string> Save(string path, VectorWriteOptions options) => VectorFileAccess.Write(path, _content, options);

    /// <summary>Saves all of the model to a stream, as a .talpa file. The stream need not be able to seek, and is left open.</summary>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public void Save(Stream stream) => VectorFileAccess.Write(stream, _content, VectorFileFormat.Talpa);

    /// <summary>The vectors of the model as the start of a training on a new text: input vectors, output vectors, biases and n-grams, as far as the model has them.</summary>
    /// <exception cref="UnusableInputException">Its words have vectors of the output side or of both together, and it does not hold the input vectors.</exception>
    public StartingVectors ToStart()
    {
        bool hasInput = Report?.Side is null or VectorSide.Input || _content.OtherTables.ContainsKey(ContextPrediction.InputTable);
        return hasInput
            ? new StartingVectors(InputVectors, OutputVectors, OutputBiases, Options ?? OtherTraining.Of(_content), _content.Pairs)
            : throw new UnusableInputException("The model holds no input vectors, from which a training could continue: its words have other ones; train it with the input vectors, or start from its words' vectors alone.");
    }

    /// <summary>
    /// Options to continue the training of the model with a new text: those of the model, its words extended by those of the text, and the passes over the text, the learning
    /// rate and the shards left to be chosen for the new text, and the old vectors drawn back a little (<see cref="StartOptions.AnchorToContinue"/>). Where the model holds no options, those of the defaults that fit its vectors.
    /// </summary>
    public TrainingOptions OptionsToContinue()
    {
        TrainingOptions before = Options ?? OtherTraining.Of(_content) ?? new TrainingOptions();
        Objective objective = before.Objective ?? new NegativeSampling();
        return before with
        {
            Corpus = before.Corpus with { Vocabulary = Vocabulary, ExtendVocabulary = true, MaxVocabulary = null, Encoding = null, Phrases = null, KnownPhrases = Phrases },
            Objective = objective,
            Dimension = Vectors.Dimension,
            Epochs = null,
            LearningRate = null,
            MinLearningRate = null,
            Shards = null,
            Start = objective.TrainsFromCounts ? null : new StartOptions { Anchor = StartOptions.AnchorToContinue },
        };
    }

    /// <summary>Makes the model of a training that has ended or was cancelled.</summary>
    /// <param name="trainer">The training; it no longer runs.</param>
    /// <param name="end">Its state at the end, as <see cref="Trainer.Run"/> returned it.</param>
    /// <param name="side">Which vectors the words have; <c>null</c> for those that serve best.</param>
    /// <exception cref="InvalidOperationException">The output side is selected, but its rows are not words (hierarchical softmax).</exception>
    public static TrainedModel From(Trainer trainer, TrainingProgress end, VectorSide? side = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(end);
        StartReport? startReport = trainer.Start is { } start
            ? new StartReport(start.ComputeFingerprint(), start.Vocabulary.Count, start.CountShared(trainer.Model.Vocabulary), trainer.Model.Options.Start?.FrozenWords?.Count ?? 0)
            : null;
        return Assemble(trainer.Model, trainer.Corpus.Report, end, side, trainer.TextFingerprint, trainer.HeldOutScore, startReport, trainer.Corpus.Phrases);
    }

    /// <summary>Puts a trained model together.</summary>
    internal static TrainedModel Assemble(
        EmbeddingModel model,
        CorpusReport corpus,
        TrainingProgress end,
        VectorSide? side,
        string? textFingerprint,
        ContextScore? heldOut = null,
        StartReport? start = null,
        Phrases? phrases = null)
    {
        VectorSide chosen = side ?? model.BestSide;
        var report = new TrainingReport
        {
            Corpus = corpus,
            Epochs = end.Epoch,
            Tokens = end.Tokens,
            Predictions = end.Predictions,
            Loss = model.Options.ActualObjective.TrainsFromCounts ? end.Loss : end.MeanLoss,
            PriorLoss = end.PriorLoss,
            HeldOut = heldOut,
            IsComplete = end.Fraction >= 1,
            Elapsed = end.Elapsed,
            Platform = $"{Registers.Name}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            TextFingerprint = textFingerprint,
            Start = start,
            Side = chosen,
            Version = typeof(TrainedModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
        };
        WordVectors vectors = chosen == VectorSide.Input ? model.InputVectors : model.Vectors(chosen);
        var content = new VectorFileContent
        {
            Vectors = model.Options.Subwords is { } subwords && vectors.Subwords is null ? vectors.WithSubwords(subwords) : vectors,
            Output = model.Output,
            OtherTables = model.OtherTables(chosen),
            Pairs = model.Pairs,
            Options = ModelFile.Describe(model.Options, report, phrases),
        };
        return new TrainedModel(content, model.Options, report, phrases);
    }
}
