using System.CommandLine;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Training;

namespace Talpa.Cli.Commands;

/// <summary>Learns word vectors from text.</summary>
internal sealed class TrainCommand : TalpaCommand
{
    private const string DefaultOutput = "vectors.talpa";
    private const string ZooOutput = "zoo.talpa";

    private readonly Argument<string[]> _inputs = new("FILE|FOLDER|GLOB|-") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]?> _inputOption = new("-train", "-input", "--input", "--corpus") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _output = OptionOf.Text("--output", "OUT", $"File for the vectors. [{DefaultOutput}; built-in: {ZooOutput}]", "-o", "-output");
    private readonly Option<VectorSide?> _side = OptionOf.OneOf(
        "--vectors", "Which are the words' vectors. [input, exact joined]", [("input", VectorSide.Input), ("output", VectorSide.Output), ("sum", VectorSide.Sum), ("joined", VectorSide.Joined)]);

    private readonly Option<string?> _saveVocabulary = OptionOf.Text("--save-vocab", "FILE", "Save the words with their counts, a word and its count a line.", "-save-vocab");
    private readonly Option<VectorFileFormat?> _format = SharedOptions.Format("Its format. [by OUT's ending]");
    private readonly Option<TimeSpan?> _checkpointEvery = SharedOptions.CheckpointEvery();
    private readonly Option<bool> _overMemory = SharedOptions.OverMemory();
    private readonly Option<bool> _ownText = OptionOf.Flag("--own-text", "Each process has files of its own. [all have the same files]");
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly WatchOptions _watch = new();
    private readonly TrainingOptionSet _options = new();
    private readonly OptionsOfOthers _ofOthers = new();
    private readonly StartOptionSet _start = new();
    private readonly ClusterOptionSet _cluster = new();

    public TrainCommand()
        : base("train", "Learns word vectors from text.")
    {
        Usage = "[FILE|FOLDER|GLOB|-]… [-o OUT]";
        Remarks =
            "Text is UTF-8 (or as --encoding names it), plain or compressed with gzip or zstd, a sentence a line; - is the standard input. Without a text the built-in one is learned, "
            + "in seconds, by default with the full softmax and 24 numbers a vector.\n"
            + "Ctrl-C saves what is learned by then, and talpa resume continues from there; after a failure of the machine it continues from the last checkpoint.\n"
            + "Names known from word2vec.c, gensim and fastText work too: -size, --vector-size, -negative, -hs, -cbow, -sg, -iter, -lr, -ws, -minCount …\n"
            + SharedOptions.Endings;
        Examples =
        [
            "talpa train",
            "talpa train corpus.txt.gz -o vectors.talpa --dim 200 --epochs 3",
            "talpa train corpus.txt --watch",
            "talpa train new.txt --from vectors.talpa -o both.talpa",
            "mpirun -n 4 --bind-to none talpa train 'part-*.txt.gz' -o vectors.talpa",
            "zcat *.gz | talpa train - --arch cbow --lowercase -o vectors.bin",
        ];
        Arguments.Add(_inputs);
        AddGroups([.. _options.Groups, _start.Group, new OptionGroup("Output", _output, _format, _side, _saveVocabulary, _checkpointEvery, _quiet, _json, _overMemory), _watch.Group, new OptionGroup("Several processes (mpirun, srun)", [_ownText, .. _cluster.WithoutThreads])]);
        foreach (Option hidden in _options.Hidden.Append(_inputOption).Concat(_ofOthers.Hidden))
        {
            Options.Add(hidden);
        }
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal) =>
        TrainingCommandRun.Go(own => Order(arguments, own), terminal, _cluster.Of(arguments, terminal));

    /// <summary>Reads what to do, and notes what has no effect.</summary>
    private TrainingJob Order(ParseResult arguments, Terminal terminal)
    {
        List<string> notes = [.. _ofOthers.Notes(arguments)];
        TrainingJob job = Read(arguments, terminal);
        if (job is { Start: { IsContinued: true, Vectors.HasPairs: false } start, Options.Objective: ExactSoftmax, Options.Start: not { Freeze: true } })
        {
            Notes.Write(terminal, $"{start.Path} holds no counts of pairs: the exact softmax learns from the new text alone and overwrites the old vectors; train the first model with --keep-counts");
        }

        foreach (string note in notes.Concat(_options.WithoutEffect(arguments, job.Options)))
        {
            Notes.Write(terminal, note);
        }

        return job;
    }

    private VectorSide? SideOf(ParseResult arguments, TrainingOptions options)
    {
        VectorSide? side = arguments.GetValue(_side);
        return options.Objective is { OutputRowsAreWords: false } objective && side is not (null or VectorSide.Input)
            ? throw new UsageException($"{_side.Name} must be input with --objective {objective.Name}: its output vectors are not those of words")
            : side;
    }

    private TrainingOptions ReadOptions(ParseResult arguments, StartingModel? start, TrainingOptions usual)
    {
        if (_options.FindsPhrases(arguments))
        {
            _start.RequireNoPhrases(start);
        }

        TrainingOptions options = _options.Read(arguments, start?.Defaults(usual) ?? usual);
        if (start is null)
        {
            return options;
        }

        _start.RequireUnchanged(start, options, arguments.GetValue(_side), _options.VocabularyFile(arguments));
        return _start.Read(arguments, start, options);
    }

    private TrainingJob Read(ParseResult arguments, Terminal terminal)
    {
        List<string> inputs = [.. arguments.GetValue(_inputOption) ?? [], .. arguments.GetValue(_inputs) ?? []];
        bool isZoo = inputs.Count == 0;
        string output = arguments.GetValue(_output) ?? (isZoo ? ZooOutput : DefaultOutput);
        StartingModel? start = _start.Load(arguments);
        if (isZoo && start is not null)
        {
            throw new UsageException($"a training that starts from {start.Path} needs a text; name one: talpa train TEXT --from MODEL");
        }

        foreach (string warning in start?.Model.Warnings ?? [])
        {
            Notes.Write(terminal, warning);
        }

        TrainingOptions options = ReadOptions(arguments, start, isZoo ? ZooTraining.Options : new TrainingOptions());
        VectorFileFormat format = SharedOptions.FormatOf(arguments.GetValue(_format) ?? _options.FormatByBinary(arguments), output);
        OutputFile.RequireVectorsOrNothing(output);
        OutputFile.RequireApart(output, inputs);
        OutputFile.RequireOther(output, start?.Path);
        string? vocabulary = arguments.GetValue(_saveVocabulary);
        if (vocabulary is not null)
        {
            OutputFile.RequireVocabularyOrNothing(vocabulary, [output, .. inputs]);
        }

        JobCheckpoints.RequireNothingUnfinished(output);
        var job = new TrainingJob
        {
            Text = TextInputs.OpenOrZoo(inputs, terminal),
            TextName = TextInputs.DescribeOrZoo(inputs),
            Inputs = inputs,
            Options = options,
            VocabularyFile = _options.VocabularyFile(arguments),
            SavedVocabulary = vocabulary,
            Side = SideOf(arguments, options) ?? (start is { IsContinued: true } ? start.Model.Report?.Side : null),
            Start = start,
            Evaluations = _start.ReadEvaluations(arguments),
            Output = output,
            Format = format,
            HasOwnText = arguments.GetValue(_ownText),
            Json = arguments.GetValue(_json),
            Quiet = arguments.GetValue(_quiet),
            Watch = _watch.Read(arguments),
            OverMemory = arguments.GetValue(_overMemory),
        };
        return job with { Checkpoints = JobCheckpoints.For(job, arguments.GetValue(_checkpointEvery)) };
    }
}
