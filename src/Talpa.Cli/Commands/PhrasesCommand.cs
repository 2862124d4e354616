using System.CommandLine;
using System.Globalization;
using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Text;

namespace Talpa.Cli.Commands;

/// <summary>Finds the phrases of a text.</summary>
internal sealed class PhrasesCommand : TalpaCommand
{
    private readonly Argument<string[]> _inputs = new("FILE|FOLDER|GLOB|-") { Arity = ArgumentArity.OneOrMore };
    private readonly PhraseOptionSet _phrases = new(isTraining: false);
    private readonly Option<string?> _output = OptionOf.Text("--output", "OUT", "File for the phrases, in place of the standard output.", "-o", "-output");
    private readonly Option<string?> _joined = OptionOf.Text("--joined-text", "FILE", "Write the text with the phrases joined, a sentence a line.");
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding();
    private readonly Option<WordRule?> _tokenizer = SharedOptions.WordRule();
    private readonly Option<bool> _lowercase = OptionOf.Flag("--lowercase", "Lower-case words before they are counted.");
    private readonly Option<int?> _maxSentence = OptionOf.Integer("--max-sentence", "N", "Split lines of more words. [10,000]", "--max-sentence-length");
    private readonly Option<int?> _maxDistinct = OptionOf.Integer("--max-distinct", "N", "While counting, drop the rarest words beyond N. [30,000,000]");
    private readonly Option<int?> _threads = OptionOf.Integer("--threads", "N", "Threads; they don't change the result. [all cores]", "-threads", "--workers");
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _json = SharedOptions.Json();

    public PhrasesCommand()
        : base("phrases", "Finds the phrases of a text, such as new york.")
    {
        Usage = "FILE|FOLDER|GLOB|-… [-o OUT] [--joined-text FILE]";
        Remarks =
            "Words are a phrase where they follow one another more often than by chance: their score is above the threshold. Scores and joined text are those of gensim's Phrases.\n"
            + "A line of OUT has the phrase as one word, its score, its count, its pass, and its words, with tabs between. A name that ends in .gz or .zst makes a compressed file.\n"
            + "talpa train --phrases does the same before it trains, and keeps the phrases with the model.";
        Examples =
        [
            "talpa phrases corpus.txt.gz --lowercase --connectors english -o phrases.txt",
            "talpa phrases corpus.txt --scoring npmi --threshold 0.6 --json",
            "talpa phrases corpus.txt --passes 2 -o phrases.txt --joined-text joined.txt.gz",
        ];
        Arguments.Add(_inputs);
        AddGroups(
            _phrases.Group,
            new OptionGroup("Text", _encoding, _tokenizer, _lowercase, _maxSentence, _maxDistinct),
            new OptionGroup("Output", _output, _joined, _threads, _quiet, _json));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        string[] inputs = arguments.GetRequiredValue(_inputs);
        CorpusOptions options = Read(arguments);
        string? output = arguments.GetValue(_output);
        string? joined = arguments.GetValue(_joined);
        if (output is not null)
        {
            OutputFile.RequirePhrasesOrNothing(output, inputs);
            OutputFile.RequireApart(output, inputs);
        }

        if (joined is not null)
        {
            OutputFile.RequireNothing(joined, output is null ? inputs : [output, .. inputs]);
            OutputFile.RequireApart(joined, inputs);
        }

        Phrases phrases = Learn(TextInputs.Open(inputs, terminal), options, joined, arguments.GetValue(_quiet), terminal);
        if (output is not null)
        {
            phrases.Save(output);
        }

        Answer(phrases, TextInputs.Describe(inputs), output, joined, arguments, terminal);
        return ExitCode.Done;
    }

    private static Phrases Learn(TextSource text, CorpusOptions options, string? joined, bool quiet, Terminal terminal)
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        Reporter<EncodingProgress>? reporter = quiet ? null : new Reporter<EncodingProgress>(line, TrainingLines.Describe);
        try
        {
            return joined is null ? Phrases.Learn(text, options, reporter) : Phrases.LearnAndJoin(text, joined, options, reporter);
        }
        finally
        {
            line.Clear();
        }
    }

    private void Answer(Phrases phrases, string text, string? output, string? joined, ParseResult arguments, Terminal terminal)
    {
        CorpusReport report = phrases.Report!;
        if (arguments.GetValue(_json))
        {
            var answer = new PhrasesAnswer(
                text, report.TokensRead, [.. phrases.Items.Select(phrase => new PhrasesAnswer.FoundPhrase(phrase.Text, phrase.Score, phrase.Count, phrase.Pass, phrase.Words))]);
            Answers.Write(terminal, answer, Answers.Names.PhrasesAnswer);
            return;
        }

        if (output is null)
        {
            foreach (Phrase phrase in phrases.Items)
            {
                terminal.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{SafeText.Escape(phrase.Text)}\t{phrase.Score:R}\t{phrase.Count}\t{phrase.Pass}\t{SafeText.Escape(string.Join(' ', phrase.Words))}"));
            }
        }

        if (!arguments.GetValue(_quiet) && output is not null)
        {
            Write(new Page(terminal), phrases, text, output, joined);
        }

        if (phrases.Items.Count == 0)
        {
            Notes.Write(terminal, $"no two words are a phrase; a lower {_phrases.NameOf("Phrases.Threshold")} or {_phrases.NameOf("Phrases.MinCount")} finds more");
        }
    }

    private static void Write(Page page, Phrases phrases, string text, string output, string? joined)
    {
        CorpusReport report = phrases.Report!;
        page.Field("text", $"{text}: {Figures.Count(report.TokensRead, "token", "tokens")} in {Figures.Count(report.Lines, "line", "lines")}");
        page.Field("phrases", Figures.Count(phrases.Items.Count));
        page.Field("file", output);
        if (joined is not null)
        {
            page.Field("joined", $"{joined}: {Figures.Count(report.TokensRead - report.TokensJoined, "token", "tokens")}");
        }
    }

    private CorpusOptions Read(ParseResult arguments)
    {
        var defaults = new CorpusOptions();
        CorpusOptions options = defaults with
        {
            Phrases = _phrases.Read(arguments, new PhraseOptions()),
            Encoding = SharedOptions.CheckEncoding(arguments, _encoding),
            Tokenizer = SharedOptions.TokenizerOf(arguments.GetValue(_tokenizer)) ?? defaults.Tokenizer,
            Lowercase = arguments.GetValue(_lowercase),
            MaxSentenceLength = arguments.GetValue(_maxSentence) ?? defaults.MaxSentenceLength,
            MaxDistinctWords = arguments.GetValue(_maxDistinct) ?? defaults.MaxDistinctWords,
            Threads = arguments.GetValue(_threads) ?? defaults.Threads,
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw Faults.Usage(fault, NameOf);
        }
    }

    private string NameOf(string property) => property switch
    {
        nameof(CorpusOptions.MaxSentenceLength) => _maxSentence.Name,
        nameof(CorpusOptions.MaxDistinctWords) => _maxDistinct.Name,
        nameof(CorpusOptions.Threads) => _threads.Name,
        _ => _phrases.NameOf(property) ?? property,
    };
}
