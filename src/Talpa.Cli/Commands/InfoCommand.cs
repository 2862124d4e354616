using System.CommandLine;
using System.Text.Json.Nodes;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>What a file of vectors holds.</summary>
internal sealed class InfoCommand : VectorsCommand
{
    private const int Shown = 10;

    private readonly Option<bool> _reproduce = OptionOf.Flag("--reproduce", "What is needed to make the same model again: command, version, platform, text.");

    public InfoCommand()
        : base("info", "What a file of vectors holds.")
    {
        Usage = "VECTORS [--reproduce]";
        Examples = ["talpa info vectors.talpa", "talpa info vectors.talpa --reproduce"];
        AddGroups(new OptionGroup("Options", _reproduce, Json));
    }

    protected override void Answer(Question question)
    {
        if (question.Arguments.GetValue(_reproduce) && !question.Json)
        {
            Reproduce(question);
            return;
        }

        WordVectors vectors = question.Vectors;
        var answer = new InfoAnswer(
            question.Path,
            VectorFiles.NameOf(question.Model.Format!.Value),
            VectorFiles.NameOf(question.Model.Numbers),
            FileSize.Of(question.Path),
            vectors.Count,
            vectors.Dimension,
            vectors.Vocabulary.HasCounts ? vectors.Vocabulary.TotalCount : null,
            question.Model.OutputVectors is not null,
            vectors.Subwords is { } subwords ? new InfoAnswer.Ngrams(subwords.MinLength, subwords.MaxLength, subwords.Buckets, subwords.Rows) : null,
            TrainedOptions.Read(question.Model.Metadata),
            TrainedOptions.ReadReport(question.Model.Metadata),
            Training(question) is var (options, report) ? ReproductionPage.Command(options, report) : null,
            [.. vectors.Vocabulary.Words.Take(Shown)],
            question.Model.Warnings,
            PhrasesOf(question.Model));
        if (question.Json)
        {
            Answers.Write(question.Terminal, answer, Answers.Names.InfoAnswer);
            return;
        }

        Write(new Page(question.Terminal), answer);
    }

    private static InfoAnswer.FoundPhrases? PhrasesOf(TrainedModel model)
    {
        if (model.Phrases is not { } phrases)
        {
            return null;
        }

        HashSet<string> joined = [.. phrases.Items.Select(phrase => phrase.Text)];
        return new InfoAnswer.FoundPhrases(joined.Count, [.. model.Vocabulary.Words.Where(joined.Contains).Take(Shown)]);
    }

    private static void Reproduce(Question question)
    {
        (TrainingOptions options, TrainingReport report) = Training(question)
            ?? throw new UnusableInputException($"{question.Path}: it holds no options of a training; only a .talpa, safetensors or ONNX file that Talpa trained does");
        ReproductionPage.Write(new Page(question.Terminal), options, report, Later(question.Model, options, report));
    }

    /// <summary>What was done with the model after the training.</summary>
    private static IEnumerable<string> Later(TrainedModel model, TrainingOptions options, TrainingReport report)
    {
        if (report.Corpus is { } corpus && model.Vectors.Count < corpus.WordsKept)
        {
            yield return $"{Figures.Count(corpus.WordsKept - model.Vectors.Count, "word was", "words were")} left out (talpa prune, or --limit and --keep-words of talpa convert)";
        }

        if (options.Subwords is null && model.Vectors.Subwords is { } subwords)
        {
            yield return $"n-grams were fitted (talpa convert --min-ngram {subwords.MinLength} --max-ngram {subwords.MaxLength} --buckets {subwords.Buckets})";
        }

        if (model.Numbers != NumberStorage.SinglePrecision)
        {
            yield return $"numbers were stored as {VectorFiles.NameOf(model.Numbers)} (--numbers {VectorFiles.NameOf(model.Numbers)})";
        }
    }

    /// <summary>The options and the report of the training; <c>null</c> where the file does not hold all of them.</summary>
    private static (TrainingOptions Options, TrainingReport Report)? Training(Question question) =>
        question.Model is { Report: { } report, Options: { Objective: not null, Epochs: not null, LearningRate: not null, MinLearningRate: not null, WindowWeighting: not null } options }
            && options.Corpus.NormalizeWords is not null
            ? (options, report)
            : null;

    private static void Write(Page page, InfoAnswer answer)
    {
        page.Field("file", answer.Bytes > 0 ? $"{answer.File}, {Figures.Bytes(answer.Bytes)}" : answer.File);
        page.Field("format", answer.Numbers == VectorFiles.NameOf(NumberStorage.SinglePrecision) ? answer.Format : $"{answer.Format}, numbers stored as {answer.Numbers}");
        page.Field("words", Figures.Count(answer.Words));
        page.Field("dimension", Figures.Count(answer.Dimension));
        page.Field("counts", answer.Tokens is { } tokens ? $"known: {Figures.Count(tokens, "token", "tokens")}" : "not in the file");
        page.Field("output", answer.HasOutputVectors ? "the output vectors are in the file too" : "not in the file");
        if (answer.Subwords is { } ngrams)
        {
            string rows = ngrams.Rows < ngrams.Buckets ? $", {Figures.Count(ngrams.Rows)} of which have a row" : "";
            page.Field("n-grams", $"of {ComposedWords.Lengths(ngrams.MinLength, ngrams.MaxLength)} in {Figures.Count(ngrams.Buckets, "bucket", "buckets")}{rows}");
        }

        if (answer.Phrases is { } phrases)
        {
            page.Field("phrases", $"{Figures.Count(phrases.Count)}: {string.Join("  ", phrases.First)}{(phrases.Count > phrases.First.Count ? " …" : "")}");
        }

        if (answer.Options.Count > 0)
        {
            page.Field("trained", string.Join(", ", TrainedOptions.Lines(answer.Options)));
        }

        if (answer.Report is { } report)
        {
            page.Field("report", string.Join(", ", report.Where(part => part.Value is not (null or JsonObject)).Select(part => $"{part.Key} {part.Value}")));
        }

        if (answer.FirstWords.Count > 0)
        {
            page.Field("first", string.Join("  ", answer.FirstWords));
        }
    }
}
