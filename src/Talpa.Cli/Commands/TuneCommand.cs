using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Text;
using Talpa.Tuning;

namespace Talpa.Cli.Commands;

/// <summary>Finds good options for a text.</summary>
internal sealed class TuneCommand : TalpaCommand
{
    private readonly Argument<string[]> _inputs = new("FILE|FOLDER|GLOB|-") { Arity = ArgumentArity.OneOrMore };
    private readonly Option<TimeSpan?> _time = OptionOf.Time("--time", "T", "How long to search. [10m]");
    private readonly Option<string[]?> _evaluations = new("--eval")
    {
        HelpName = "FILE",
        Description = "Score vectors by pairs or analogies, in the formats of talpa eval; repeatable.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int?> _candidates = OptionOf.Integer("--candidates", "N", "Settings in the first round; each round has half as many. [16]");
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly TrainingOptionSet _options = new();

    public TuneCommand()
        : base("tune", "Finds good options for a text.")
    {
        Usage = "FILE|FOLDER|GLOB|-… [--time 10m] [--eval FILE]…";
        Remarks =
            "The first round trains many settings on a small random part of the text, the next one the better half of them on a larger part, and so on. The score is how well the "
            + "exact softmax predicts text that was held out: dimension, minimum count and prior are searched for. With --eval the score is the mean of the files' scores, and window, "
            + "subsampling and negative sampling are searched for too. An option of talpa train that is given keeps its value.\n"
            + "The command that is printed at the end trains on the whole text.";
        Examples = ["talpa tune corpus.txt", "talpa tune corpus.txt --time 1h --eval wordsim353.tsv", "talpa tune corpus.txt --dim 100 --lowercase"];
        Arguments.Add(_inputs);
        AddGroups([new OptionGroup("Search", _time, _evaluations, _candidates, _quiet, _json), .. _options.Groups]);
        foreach (Option hidden in _options.Hidden)
        {
            Options.Add(hidden);
        }
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        string[] inputs = arguments.GetRequiredValue(_inputs);
        TrainingOptions options = _options.Read(arguments, new TrainingOptions());
        Evaluations? evaluations = arguments.GetValue(_evaluations) is { Length: > 0 } files ? Evaluations.Read(files) : null;
        var tuning = new TuningOptions
        {
            Space = _options.SpaceOf(arguments, options, evaluations is null ? new TuningSpace() : TuningSpace.WithEvaluation),
            Time = TimeOf(arguments),
            Candidates = CandidatesOf(arguments),
            Evaluation = evaluations is null ? null : evaluations.Score,
        };
        bool silent = arguments.GetValue(_quiet) || arguments.GetValue(_json);
        var table = new TuningTable(new Page(terminal), evaluations is null ? "nats" : "score");
        IReadOnlyList<TuningTrial> trials = Search(TextInputs.Open(inputs, terminal), options, tuning, silent ? null : table, terminal);
        if (trials is not [var best, ..])
        {
            throw new UnusableInputException($"{TextInputs.Describe(inputs)}: no training was completed in the time; a longer {_time.Name} is needed");
        }

        string command = string.Join(' ', ["talpa train", .. inputs.Select(ShellText.Quote), .. _options.Given(arguments), .. TuningTable.Found(best.Options, tuning.Space)]);
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, TuneAnswer.Of(trials, command), Answers.Names.TuneAnswer);
        }
        else
        {
            table.WriteCommand(command, arguments.GetValue(_quiet));
        }

        return ExitCode.Done;
    }

    private TimeSpan TimeOf(ParseResult arguments) => arguments.GetValue(_time) is not { } time ? new TuningOptions().Time
        : time > TimeSpan.Zero && time <= TuningOptions.MaxTime ? time
        : throw new UsageException($"{_time.Name} must be above 0 and at most {TuningOptions.MaxTime.Days}d");

    private int CandidatesOf(ParseResult arguments) => arguments.GetValue(_candidates) is not { } candidates ? new TuningOptions().Candidates
        : candidates is >= 2 and <= TuningOptions.MaxCandidates ? candidates
        : throw new UsageException($"{_candidates.Name} must be from 2 to {TuningOptions.MaxCandidates}, not {candidates}");

    private IReadOnlyList<TuningTrial> Search(TextSource text, TrainingOptions options, TuningOptions tuning, TuningTable? table, Terminal terminal)
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            return Tuner.Run(
                text,
                options,
                tuning,
                table is null ? null : new Rows(table, line),
                table is null ? null : new Reporter<EncodingProgress>(line, TrainingLines.Describe));
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"{Faults.WithoutParameter(fault.Message).TrimEnd('.')} ({_evaluations.Name} FILE)");
        }
        finally
        {
            line.Clear();
        }
    }

    private sealed class Rows(TuningTable table, ProgressLine line) : IProgress<TuningTrial>
    {
        public void Report(TuningTrial value)
        {
            line.Clear();
            table.Write(value);
        }
    }
}
