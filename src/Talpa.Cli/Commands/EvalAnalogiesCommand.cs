using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Evaluation;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Answers analogy questions, among the most frequent words and among all.</summary>
internal sealed class EvalAnalogiesCommand : VectorsCommand
{
    private readonly Argument<string> _file = new("FILE|FOLDER");
    private readonly Option<int?> _restriction = OptionOf.Integer(
        "--restrict-vocab", "N", $"First search among the N most frequent words only; 0: among all. [{AnalogyBenchmark.DefaultRestriction}]", "--restrict_vocab");

    private readonly Option<AnalogyObjective?> _method = SharedOptions.AnalogyMethod();
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding("Of FILE");
    private readonly Option<bool> _matchCase = SharedOptions.MatchCase();
    private readonly Option<bool> _compose = SharedOptions.Compose();

    public EvalAnalogiesCommand()
        : base("analogies", "Answers analogies: man is to king as woman is to what.")
    {
        Usage = "VECTORS FILE|FOLDER [--restrict-vocab 30000]";
        Remarks = "FILE has sections that begin with a line \": name\", and four words a line, as questions-words.txt has; or, "
            + "as BATS has, a pair of words a line, of which every two make questions, with slashes between answers that are all right. Questions with an unknown word "
            + "are not counted as wrong; the share of answered questions is shown.";
        Examples = ["talpa eval analogies vectors.talpa questions-words.txt", "talpa eval analogies vectors.talpa BATS_3.0"];
        Arguments.Add(_file);
        AddGroups(new OptionGroup("Options", _restriction, _method, _encoding, _matchCase, _compose, Json));
    }

    protected override void Check(ParseResult arguments)
    {
        _ = SharedOptions.CheckEncoding(arguments, _encoding);
        if (arguments.GetValue(_restriction) is < 0 and { } restriction)
        {
            throw new UsageException($"--restrict-vocab {restriction} is out of range: 0 or more");
        }
    }

    protected override void Answer(Question question)
    {
        int restriction = question.Arguments.GetValue(_restriction) ?? AnalogyBenchmark.DefaultRestriction;
        AnalogyObjective method = question.Arguments.GetValue(_method) ?? AnalogyObjective.Add;
        bool ignoreCase = !question.Arguments.GetValue(_matchCase);
        bool compose = SharedOptions.CheckCompose(question.Arguments, _compose, question.Model, question.Path);
        AnalogyBenchmark benchmark = AnalogyBenchmark.Read(question.Arguments.GetRequiredValue(_file), question.Arguments.GetValue(_encoding));
        AnalogyResult full = benchmark.Evaluate(question.Vectors, restrictVocabulary: null, ignoreCase, method, compose);
        bool restricts = restriction > 0 && restriction < question.Vectors.Count;
        AnalogyResult? restricted = restricts ? benchmark.Evaluate(question.Vectors, restriction, ignoreCase, method, compose) : null;
        if (question.Json)
        {
            Answers.Write(
                question.Terminal,
                new EvalAnalogiesAnswer(SharedOptions.NameOf(method), restricted is null ? null : restriction, restricted, question.Vectors.Count, full),
                Answers.Names.EvalAnalogiesAnswer);
            return;
        }

        new AnalogyPage(new Page(question.Terminal)).Write(full, restricted, restriction, question.Vectors.Count);
    }
}
