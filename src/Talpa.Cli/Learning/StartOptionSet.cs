using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>Options about what a training starts from.</summary>
internal sealed class StartOptionSet
{
    private readonly Option<string?> _from = OptionOf.Text("--from", "MODEL", "Continue the training of MODEL: its words and options, and new words.");
    private readonly Option<string?> _init = OptionOf.Text("--init", "VECTORS", "Start words of the text from their vectors in VECTORS.", "-pretrainedVectors", "--pretrained-vectors");
    private readonly Option<bool> _freeze = OptionOf.Flag("--freeze", "Keep the vectors of all its words; only new words learn.");
    private readonly Option<string?> _freezeWords = OptionOf.Text("--freeze-words", "FILE", "Keep the vectors of the words in FILE, one a line.");
    private readonly Option<double?> _anchor = OptionOf.Number("--anchor", "X", "Draw its vectors back to what they were. [--from 0.05, exact and --init 0]");
    private readonly Option<string[]?> _evaluations = new("--eval")
    {
        HelpName = "FILE",
        Description = "With --from: score pairs or analogies before and after; repeatable.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The options in the group that help shows them in.</summary>
    public OptionGroup Group => new("Start from a model", _from, _init, _freeze, _freezeWords, _anchor, _evaluations);

    /// <summary>Loads the model; <c>null</c> where none is given.</summary>
    /// <exception cref="UsageException">Two options disagree, or one needs a model and there is none.</exception>
    /// <exception cref="UnusableInputException">The model can't be read.</exception>
    public StartingModel? Load(ParseResult arguments)
    {
        (string? from, string? init) = (arguments.GetValue(_from), arguments.GetValue(_init));
        if (from is not null && init is not null)
        {
            throw new UsageException($"{_from.Name} and {_init.Name} exclude each other; give one of them");
        }

        if (from is null && init is null)
        {
            Option? needy = new Option[] { _freeze, _freezeWords, _anchor, _evaluations }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
            return needy is null ? null : throw new UsageException($"{needy.Name} needs a model to start from; give {_from.Name} MODEL or {_init.Name} VECTORS");
        }

        if (init is not null && arguments.GetValue(_evaluations) is { Length: > 0 })
        {
            throw new UsageException($"{_evaluations.Name} compares a model before and after, which {_init.Name} has not; use talpa eval, or {_from.Name}");
        }

        return (from is not null ? StartingModel.ToContinue(from) : StartingModel.ToInitialise(init!)) with { FrozenWordsFile = arguments.GetValue(_freezeWords) };
    }

    /// <summary>The options of a training with those about its start.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="start">The model.</param>
    /// <param name="options">The other options.</param>
    /// <exception cref="UsageException">An option is out of its range.</exception>
    public TrainingOptions Read(ParseResult arguments, StartingModel start, TrainingOptions options)
    {
        bool isExact = options.Objective is { TrainsFromCounts: true };
        double anchor = arguments.GetValue(_anchor) ?? (start.IsContinued && !isExact ? StartOptions.AnchorToContinue : 0);
        if (anchor is not (>= 0 and <= 1_000))
        {
            throw new UsageException($"{_anchor.Name} must be from 0 to 1,000, not {anchor}");
        }

        if (anchor > 0 && isExact)
        {
            throw new UsageException($"{_anchor.Name} must be 0 with --objective exact; train the first model with --keep-counts, and the exact softmax learns from both texts");
        }

        return start.Complete(options with { Start = new StartOptions { Freeze = arguments.GetValue(_freeze), Anchor = anchor } });
    }

    /// <summary>Refuses what a model whose training is continued determines.</summary>
    /// <param name="start">The model.</param>
    /// <param name="options">The options as they were given.</param>
    /// <param name="side">Which vectors the words shall have; <c>null</c> for those that serve best.</param>
    /// <param name="vocabularyFile">A file whose words are to be kept; <c>null</c> for none.</param>
    /// <exception cref="UsageException">An option differs from the model.</exception>
    public void RequireUnchanged(StartingModel start, TrainingOptions options, VectorSide? side, string? vocabularyFile)
    {
        if (start.Vectors.Dimension != options.Dimension)
        {
            throw CannotChange("--dim", $"its vectors have {start.Vectors.Dimension} numbers", start);
        }

        if (!start.IsContinued)
        {
            return;
        }

        TrainingOptions before = start.Model.OptionsToContinue();
        (string Option, string Fact, bool Differs)[] fixedOptions =
        [
            ("--objective", $"it was trained with {before.Objective!.Name}", before.Objective!.GetType() != options.Objective?.GetType()),
            ("--arch", $"it was trained with {(before.Architecture == Architecture.SkipGram ? "skip-gram" : "CBOW")}", before.Architecture != options.Architecture),
            ("--subwords", before.Subwords is { } ngrams ? $"it has n-grams of {ngrams.MinLength} to {ngrams.MaxLength} characters in {ngrams.Buckets} buckets" : "it has no n-grams", before.Subwords != options.Subwords),
            ("--vectors", $"its words have the {start.Model.Report?.Side.ToString()?.ToLowerInvariant()} vectors", side is not null && start.Model.Report?.Side is { } had && had != side),
            ("--directional", $"its output vectors {(IsDirectional(before) ? "distinguish" : "do not distinguish")} the sides of a word", options.Objective is ExactSoftmax { Directional: { } sides } && sides != IsDirectional(before)),
            ("--window, --window-weights and --sample", "its counts of pairs were made with them", !start.Vectors.CountsPairsLike(options)),
            ("--read-vocab", "its words stay, and those of the text join them", vocabularyFile is not null),
        ];
        foreach ((string option, string fact, bool differs) in fixedOptions)
        {
            if (differs)
            {
                throw CannotChange(option, fact, start);
            }
        }
    }

    private static bool IsDirectional(TrainingOptions options) => options.Objective is ExactSoftmax { Directional: true };

    /// <summary>Refuses to find phrases in the text of a training that continues another.</summary>
    /// <exception cref="UsageException">The training continues a model.</exception>
    public void RequireNoPhrases(StartingModel? start)
    {
        if (start is { IsContinued: true })
        {
            throw CannotChange("--phrases", "phrases of the text are joined as those of the model were", start);
        }
    }

    private UsageException CannotChange(string option, string fact, StartingModel start) => new(
        $"{option} can't change: {start.Path} determines it, {fact}; leave it out. "
        + (start.IsContinued ? $"With {_from.Name} options such as --negatives, --epochs, --learning-rate, --min-count and --tokenizer can change" : "All other options can be given"));

    /// <summary>The files of pairs and analogies; <c>null</c> where there are none.</summary>
    /// <exception cref="UnusableInputException">One can't be read.</exception>
    public Evaluations? ReadEvaluations(ParseResult arguments) => arguments.GetValue(_evaluations) is { Length: > 0 } files ? Evaluations.Read(files) : null;
}
