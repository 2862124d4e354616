using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Tuning;

namespace Talpa.Cli.Learning;

/// <summary>
/// The options of <c>talpa train</c>, under the names of the design and, besides, those of word2vec.c, gensim and fastText.
/// </summary>
internal sealed class TrainingOptionSet
{
    private static readonly (string Name, Architecture Value)[] Architectures =
    [
        ("skipgram", Architecture.SkipGram), ("cbow", Architecture.Cbow), ("uncorrected-cbow", Architecture.UncorrectedCbow),
        ("skip-gram", Architecture.SkipGram), ("sg", Architecture.SkipGram),
    ];

    private static readonly (string Name, Switch Value)[] Switches = [("1", Switch.On), ("0", Switch.Off)];

    private readonly Option<Architecture?> _architecture = OptionOf.OneOf(
        "--arch", "Centre predicts context, or context centre; uncorrected: as in word2vec.c. [skipgram]", Architectures);

    private readonly Option<Architecture?> _sg = OptionOf.OneOf("-sg", "gensim's name.", [("1", Architecture.SkipGram), ("0", Architecture.Cbow)], "--sg");
    private readonly Option<Architecture?> _cbow = OptionOf.OneOf("-cbow", "word2vec.c's name.", [("1", Architecture.Cbow), ("0", Architecture.SkipGram)], "--cbow");
    private readonly Option<OrAuto<Objective?>?> _objective = OptionOf.OneOfOrAuto(
        "--objective", "How a prediction is learned. [auto: exact for small texts, else negative]", Objective.All, objective => [objective.Name, .. objective.OtherNames], "--loss", "-loss");

    private readonly Option<Switch?> _hs = OptionOf.OneOf("-hs", "word2vec.c's and gensim's name.", Switches, "--hs");

    private readonly Option<int?> _dimension = OptionOf.Integer("--dim", "N", "Length of a vector. [100]", "-dim", "--dimension", "--size", "-size", "--vector-size", "--vector_size");
    private readonly Option<int?> _window = OptionOf.Integer("--window", "N", "The farthest context word on either side. [5]", "-window", "--ws", "-ws");
    private readonly Option<WindowWeighting?> _windowWeights = OptionOf.OneOf(
        "--window-weights",
        "A context word at distance d weighs (N - d + 1)/N, 1/d or 1. [linear, exact harmonic]",
        [("linear", WindowWeighting.Linear), ("harmonic", WindowWeighting.Harmonic), ("even", WindowWeighting.Even)]);

    private readonly Option<bool> _fullWindow = OptionOf.Flag("--full-window", "The same as --window-weights even.");
    private readonly Option<double?> _sample = OptionOf.Number("--sample", "X", "Subsample words of a larger share of the text. [1e-3]", "-sample", "-t");

    private readonly Option<OrAuto<int?>?> _epochs = OptionOf.IntegerOrAuto("--epochs", "N|auto", "Passes over the text; with exact, sweeps over its words at most. [auto: 5 to 40, more for shorter texts]", "--sweeps", "--epoch", "-epoch", "-epochs", "--iter", "-iter");
    private readonly Option<double?> _learningRate = OptionOf.Number("--learning-rate", "X", "At the start; it falls evenly. [0.025, cbow 0.1, exact 0.03]", "--alpha", "-alpha", "--lr", "-lr");
    private readonly Option<double?> _minLearningRate = OptionOf.Number("--min-learning-rate", "X", "It does not fall below this. [0.0001, exact 0]", "--min-alpha", "--min_alpha");
    private readonly Option<int?> _threads = OptionOf.Integer("--threads", "N", "Threads; unless they run free, they don't change the result. [all cores]", "-threads", "--thread", "-thread", "--workers", "-workers");
    private readonly Option<OrAuto<int?>?> _shards = OptionOf.IntegerOrAuto("--shards", "N|auto", "Divide the text for at most N threads; decides the result. [auto: 1 to 16, by the length of the text]");
    private readonly Option<bool> _freeRunning = OptionOf.Flag("--free-running", "Threads share the vectors without locks: less memory, other bytes in each run.");
    private readonly Option<long?> _seed = OptionOf.Long("--seed", "N", "Seed of everything random. [1]", "-seed");

    private readonly Option<WordRule?> _tokenizer = SharedOptions.WordRule();
    private readonly Option<bool> _lowercase = OptionOf.Flag("--lowercase", "Lower-case words before they are counted.");
    private readonly Option<Switch?> _normalize = OptionOf.OneOf("--normalize", "Make one word of composed and decomposed accents. [nfc; whitespace: none]", [("nfc", Switch.On), ("none", Switch.Off)]);
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding();
    private readonly Option<int?> _minCount = OptionOf.Integer("--min-count", "N", "Leave out words that occur less often. [5]", "-min-count", "--minCount", "-minCount", "--min_count");
    private readonly Option<int?> _maxVocabulary = OptionOf.Integer("--max-vocab", "N", "Keep only the N most frequent words.", "--max-final-vocab", "--max_final_vocab");
    private readonly Option<int?> _maxDistinct = OptionOf.Integer("--max-distinct", "N", "While counting, drop the rarest words beyond N. [30,000,000]", "--max-vocab-size", "--max_vocab_size");
    private readonly Option<int?> _maxCompressionRatio = OptionOf.Integer("--max-compression-ratio", "N", "Refuse compressed text that decompresses to more than N times its size. [200]");
    private readonly Option<long?> _maxDecompressed = OptionOf.Size("--max-decompressed", "Refuse a compressed file with more text in it.");
    private readonly Option<int?> _maxSentence = OptionOf.Integer("--max-sentence", "N", "Split lines of more words. [10,000]", "--max-sentence-length");

    private readonly Option<string?> _readVocabulary = OptionOf.Text("--read-vocab", "FILE", "Keep the words of FILE, with its counts: a word and its count a line.", "-read-vocab");

    private readonly PhraseOptionSet _phrases = new(isTraining: true);

    private readonly SubwordOptionSet _subwords = new("Learn character n-grams, as fastText does: unknown words get vectors, too.");

    private readonly IReadOnlyList<ObjectiveOptionSet> _ofObjectives = ObjectiveOptionSets.Create();

    private readonly Option<Switch?> _binary = OptionOf.OneOf("-binary", "word2vec.c's name.", Switches);

    private enum Switch
    {
        Off,
        On,
    }

    /// <summary>The options in the groups that help shows them in.</summary>
    public OptionGroup[] Groups =>
    [
        new("Model", _architecture, _objective, _dimension, _window, _windowWeights, _fullWindow),
        new("Text", _encoding, _tokenizer, _lowercase, _normalize, _minCount, _maxVocabulary, _readVocabulary, _maxSentence, _sample, _maxDistinct, _maxCompressionRatio, _maxDecompressed),
        _phrases.Group,
        new("Training", _epochs, _learningRate, _minLearningRate, _threads, _shards, _freeRunning, _seed),
        _subwords.Group,
        .. _ofObjectives.Select(set => set.Group),
    ];

    /// <summary>Options that work without being shown.</summary>
    public IReadOnlyList<Option> Hidden => [_sg, _cbow, _hs, _binary];

    /// <summary>The file whose words are kept; <c>null</c> for the words of the text.</summary>
    public string? VocabularyFile(ParseResult arguments) => arguments.GetValue(_readVocabulary);

    /// <summary>The format word2vec.c's <c>-binary</c> selects; <c>null</c> where it isn't given.</summary>
    public VectorFileFormat? FormatByBinary(ParseResult arguments) => arguments.GetValue(_binary) switch
    {
        Switch.On => VectorFileFormat.Word2Vec,
        Switch.Off => VectorFileFormat.Text,
        _ => null,
    };

    /// <summary>The options as the library takes them.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="defaults">What holds where nothing was given.</param>
    /// <exception cref="UsageException">Two options disagree, or one is out of its range.</exception>
    public TrainingOptions Read(ParseResult arguments, TrainingOptions defaults)
    {
        Objective? objective = ReadObjective(arguments, defaults.Objective);
        Architecture architecture = Agreed(
            (_architecture.Name, arguments.GetValue(_architecture)), (_sg.Name, arguments.GetValue(_sg)), (_cbow.Name, arguments.GetValue(_cbow)))
            ?? defaults.Architecture;
        var options = defaults with
        {
            Corpus = ReadCorpus(arguments, defaults.Corpus),
            Architecture = architecture,
            Objective = objective,
            Subwords = _subwords.Read(arguments, defaults.Subwords),
            Dimension = arguments.GetValue(_dimension) ?? defaults.Dimension,
            Window = arguments.GetValue(_window) ?? defaults.Window,
            WindowWeighting = Agreed(
                (_windowWeights.Name, arguments.GetValue(_windowWeights)), (_fullWindow.Name, arguments.GetValue(_fullWindow) ? WindowWeighting.Even : null))
                ?? defaults.WindowWeighting,
            SubsamplingThreshold = arguments.GetValue(_sample) ?? defaults.SubsamplingThreshold,
            Epochs = arguments.GetValue(_epochs) is { } epochs ? epochs.Value : defaults.Epochs,
            LearningRate = arguments.GetValue(_learningRate) ?? DefaultLearningRate(objective, architecture, defaults),
            MinLearningRate = arguments.GetValue(_minLearningRate) ?? defaults.MinLearningRate,
            Seed = arguments.GetValue(_seed) ?? defaults.Seed,
            Threads = arguments.GetValue(_threads) ?? defaults.Threads,
            Shards = arguments.GetValue(_shards) is { } shards ? shards.Value : defaults.Shards,
            FreeRunning = arguments.GetValue(_freeRunning),
        };
        Validate(options);
        return options;
    }

    /// <summary>Lines about options that were given and change nothing.</summary>
    public IEnumerable<string> WithoutEffect(ParseResult arguments, TrainingOptions options) =>
        _ofObjectives.SelectMany(set => set.WithoutEffect(arguments, options));

    /// <summary>What a search for good options leaves open: an option that was given keeps its value.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="options">The options that were read from it.</param>
    /// <param name="space">What is searched where nothing is given.</param>
    public TuningSpace SpaceOf(ParseResult arguments, TrainingOptions options, TuningSpace space) => space with
    {
        Objectives = options.LeavesObjectiveToText ? space.Objectives : [options.Objective ?? new NegativeSampling()],
        Priors = _ofObjectives.Any(set => set.IsGiven(arguments, nameof(ExactSoftmax.Prior))) ? [] : space.Priors,
        Dimensions = arguments.GetValue(_dimension) is null ? space.Dimensions : [],
        Windows = arguments.GetValue(_window) is null ? space.Windows : [],
        SubsamplingThresholds = arguments.GetValue(_sample) is null ? space.SubsamplingThresholds : [],
        MinCounts = arguments.GetValue(_minCount) is null && VocabularyFile(arguments) is null ? space.MinCounts : [],
    };

    /// <summary>The options that were given, as they can be given again.</summary>
    public IEnumerable<string> Given(ParseResult arguments) =>
        from result in arguments.CommandResult.Children.OfType<OptionResult>()
        where !result.Implicit && Groups.SelectMany(part => part.Options).Concat(Hidden).Contains(result.Option)
        select string.Join(' ', result.Tokens.Select(token => ShellText.Quote(token.Value)).Prepend(result.Option.Name));

    /// <summary>Defaults with a learning rate of their own keep it for objectives and architectures that otherwise start at the same rate.</summary>
    private static double? DefaultLearningRate(Objective? objective, Architecture architecture, TrainingOptions defaults) =>
        objective?.DefaultLearningRate(architecture) == defaults.Objective?.DefaultLearningRate(defaults.Architecture) ? defaults.LearningRate : null;

    /// <summary>The objective by its name, else the one whose own options are given, else the default, with its own options; <c>null</c> where the text decides.</summary>
    private Objective? ReadObjective(ParseResult arguments, Objective? defaultObjective)
    {
        Objective? objective = NamedObjective(arguments) is { } named
            ? named.Value
            : _ofObjectives.FirstOrDefault(set => set.IsGiven(arguments))?.Objective ?? defaultObjective;
        return objective is null ? null : _ofObjectives.Aggregate(objective, (read, set) => set.Read(arguments, read));
    }

    private OrAuto<Objective?>? NamedObjective(ParseResult arguments)
    {
        OrAuto<Objective?>? byName = arguments.GetValue(_objective);
        Objective? byHs = arguments.GetValue(_hs) switch
        {
            Switch.On => new HierarchicalSoftmax(),
            Switch.Off when byName is null => new NegativeSampling(),
            _ => null,
        };
        return Agreed((_objective.Name, byName), (_hs.Name, byHs is null ? null : new OrAuto<Objective?>(byHs)));
    }

    private CorpusOptions ReadCorpus(ParseResult arguments, CorpusOptions defaults) => defaults with
    {
        Threads = arguments.GetValue(_threads) ?? defaults.Threads,
        Tokenizer = SharedOptions.TokenizerOf(arguments.GetValue(_tokenizer)) ?? defaults.Tokenizer,
        Lowercase = arguments.GetValue(_lowercase) || defaults.Lowercase,
        NormalizeWords = arguments.GetValue(_normalize) is { } normalize ? normalize == Switch.On : defaults.NormalizeWords,
        Encoding = arguments.GetValue(_encoding) ?? defaults.Encoding,
        MinCount = arguments.GetValue(_minCount) ?? defaults.MinCount,
        MaxVocabulary = arguments.GetValue(_maxVocabulary) ?? defaults.MaxVocabulary,
        Phrases = ReadPhrases(arguments, defaults.Phrases),
        Vocabulary = VocabularyFile(arguments) is { } path ? Vocabulary.Load(path) : defaults.Vocabulary,
        MaxSentenceLength = arguments.GetValue(_maxSentence) ?? defaults.MaxSentenceLength,
        MaxDistinctWords = arguments.GetValue(_maxDistinct) ?? defaults.MaxDistinctWords,
        MaxCompressionRatio = arguments.GetValue(_maxCompressionRatio) ?? defaults.MaxCompressionRatio,
        MaxDecompressedBytes = arguments.GetValue(_maxDecompressed) ?? defaults.MaxDecompressedBytes,
    };

    private PhraseOptions? ReadPhrases(ParseResult arguments, PhraseOptions? defaults) =>
        _phrases.Read(arguments, defaults) is null || VocabularyFile(arguments) is null
            ? _phrases.Read(arguments, defaults)
            : throw new UsageException(
                $"{_readVocabulary.Name} gives the words, so that no phrases can join them; leave out {_readVocabulary.Name} or the options about phrases");

    /// <summary>Whether phrases of the text are to be found.</summary>
    public bool FindsPhrases(ParseResult arguments) => _phrases.Read(arguments, defaults: null) is not null;

    /// <summary>The value that options of one meaning agree on; <c>null</c> where none is given.</summary>
    private static T? Agreed<T>(params ReadOnlySpan<(string Name, T? Value)> given)
    {
        (string Name, T? Value) first = ("", default);
        foreach ((string name, T? value) in given)
        {
            if (value is not null && first.Value is not null && !value.Equals(first.Value))
            {
                throw new UsageException($"{first.Name} and {name} disagree; give one of them");
            }

            first = first.Value is null ? (name, value) : first;
        }

        return first.Value;
    }

    /// <summary>The library names an option by its property; here it gets the name it was given by.</summary>
    private void Validate(TrainingOptions options)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw Faults.Usage(fault, NameOf);
        }
    }

    private string NameOf(string property) => property switch
    {
        nameof(TrainingOptions.Architecture) or "architecture" => _architecture.Name,
        nameof(TrainingOptions.Dimension) => _dimension.Name,
        nameof(TrainingOptions.Window) => _window.Name,
        nameof(TrainingOptions.WindowWeighting) => _windowWeights.Name,
        nameof(TrainingOptions.SubsamplingThreshold) => _sample.Name,
        nameof(TrainingOptions.Epochs) => _epochs.Name,
        nameof(TrainingOptions.LearningRate) => _learningRate.Name,
        nameof(TrainingOptions.MinLearningRate) => _minLearningRate.Name,
        nameof(TrainingOptions.Threads) => _threads.Name,
        nameof(TrainingOptions.Shards) => _shards.Name,
        nameof(TrainingOptions.FreeRunning) => _freeRunning.Name,
        nameof(CorpusOptions.Encoding) => _encoding.Name,
        nameof(CorpusOptions.MinCount) => _minCount.Name,
        nameof(CorpusOptions.MaxVocabulary) => _maxVocabulary.Name,
        nameof(CorpusOptions.MaxSentenceLength) => _maxSentence.Name,
        nameof(CorpusOptions.MaxDistinctWords) => _maxDistinct.Name,
        nameof(CorpusOptions.MaxCompressionRatio) => _maxCompressionRatio.Name,
        nameof(CorpusOptions.MaxDecompressedBytes) => _maxDecompressed.Name,
        _ => _phrases.NameOf(property) ?? _subwords.NameOf(property) ?? _ofObjectives.Select(set => set.NameOf(property)).FirstOrDefault(name => name is not null) ?? property,
    };
}
