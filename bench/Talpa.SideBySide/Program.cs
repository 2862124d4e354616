// Compares Talpa with gensim, fastText and pWord2Vec. bench/peers installs the tools, builds this program and runs it.
//   sample   writes a sample of a corpus' lines and prints its number of tokens
//   train    one timed training with Talpa
//   speed    all tools alternately, medians of several rounds, to bench/results/MACHINE.md and the README
//   schedules  Talpa only: every objective and architecture, running free and in shards, to bench/results/MACHINE-schedules.md
//   quality  several seeds of Talpa and gensim, scored by Talpa's evaluation, to bench/results/MACHINE-quality.md
using System.Text.Json;
using Talpa.SideBySide;

var arguments = new Arguments(args[1..]);
switch (args[0])
{
    case "sample":
        Console.WriteLine(Sample.Write(arguments.Text("original"), arguments.Text("corpus"), arguments.Integer("tokens", int.MaxValue), arguments.Integer("seed", 1)));
        return 0;
    case "train":
        Console.WriteLine(JsonSerializer.Serialize(TalpaRun.Train(arguments)));
        return 0;
    case "speed":
        Speed();
        return 0;
    case "schedules":
        MeasureSchedules();
        return 0;
    case "quality":
        MeasureQuality();
        return 0;
    default:
        Console.Error.WriteLine($"Unknown mode '{args[0]}'; use sample, train, speed, schedules or quality.");
        return 2;
}

void Speed()
{
    IReadOnlyList<Tool> tools = Tools();
    Setting[] settings = [.. AllSettings().Where(IsSelected)];
    int[] threads = [.. new[] { 1, arguments.Integer("threads", 2) }.Distinct()];
    string corpus = arguments.Text("corpus");
    long tokens = long.Parse(arguments.Text("tokens"));
    var rounds = new Rounds(tools, corpus, arguments.Text("original"), tokens, Log);
    int runs = arguments.Integer("runs", 5);
    for (int run = 1; run <= runs; run++)
    {
        Log($"round {run} of {runs}");
        rounds.ReadVocabulary(threads);
        rounds.Train(settings);
    }

    string table = SpeedTable.Of(rounds, tools, settings, threads);
    string name = $"bench/results/{arguments.Text("machine", Machine.FileName)}.md";
    string block = Report.Block(table, name);
    string text = string.Join(
        '\n',
        Report.Head("Speed side by side", tools, arguments, tokens),
        $"Medians of {runs} rounds, in each of which all tools run alternately; ratios are medians of the rounds' ratios. Training only: the time of a run with more",
        $"epochs ({string.Join(", ", tools.Select(tool => $"{tool.Name} {tool.LongEpochs}"))}) minus that of a run with one. Tokens are counted before subsampling and minimum count.",
        $"Window 5, negative samples 5, subsampling 1e-3, minimum count 5, no subwords. The vocabulary is built from the whole {Path.GetFileName(arguments.Text("original"))};",
        "Talpa's time includes encoding the text as ids, gensim's does not (it reads the text in every epoch).",
        "",
        block,
        "",
        Report.Commands(tools, settings));
    Save(name, text);
    Report.UpdateReadme(Path.Combine(arguments.Text("root"), "README.md"), block, Log);
    Console.Write(table);
}

void MeasureSchedules()
{
    var talpa = new TalpaTool();
    int dimension = arguments.Integer("dim", 100);
    int[] threads = [.. new[] { 1, arguments.Integer("threads", 2) }.Distinct()];
    long tokens = long.Parse(arguments.Text("tokens"));
    var rounds = new Rounds([talpa], arguments.Text("corpus"), arguments.Text("original"), tokens, Log);
    int runs = arguments.Integer("runs", 5);
    for (int run = 1; run <= runs; run++)
    {
        Log($"round {run} of {runs}");
        rounds.Train(ScheduleTable.Settings(dimension, threads));
    }

    string table = ScheduleTable.Of(rounds, talpa, dimension, threads);
    Save($"bench/results/{arguments.Text("machine", Machine.FileName)}-schedules.md", string.Join(
        '\n',
        Report.Head("Threads that run free, and shards", [talpa], arguments, tokens),
        $"Tokens a second, training only, dimension {dimension}: medians of {runs} rounds; ratios are medians of the rounds' ratios.",
        $"Training only: the time of a run with {talpa.LongEpochs} epochs (exact softmax: sweeps) minus that of a run with one. Tokens are counted before subsampling,",
        $"minimum count and the full softmax's limit of {Setting.FullSoftmaxWords:N0} words: compare only within a row. The exact softmax needs neither.",
        "",
        table));
    Console.Write(table);
}

void MeasureQuality()
{
    IReadOnlyList<Tool> tools = [.. Tools().Where(tool => tool.IsScored)];
    var quality = new Quality(arguments.Text("evaluation"), arguments.Text("scratch"), Log);
    Setting setting = Setting.From(arguments);
    string table = quality.Table(tools, setting, arguments.Integer("epochs", 5), arguments.Integer("seeds", 5), arguments.Text("corpus"));
    string name = $"bench/results/{arguments.Text("machine", Machine.FileName)}-quality.md";
    Save(name, string.Join(
        '\n',
        Report.Head("Quality side by side", tools, arguments, long.Parse(arguments.Text("tokens"))),
        "Spearman's correlation with human judgements, and the share of correct answers to questions-words.txt (30,000 most frequent words);",
        "mean ± standard deviation over the seeds. All vectors are evaluated by Talpa.",
        "",
        table));
    Console.Write(table);
}

IReadOnlyList<Tool> Tools()
{
    string[] selected = arguments.Text("peers", "gensim,fasttext").Split(',', StringSplitOptions.RemoveEmptyEntries);
    Tool[] peers = [new GensimTool(Path.Combine(arguments.Text("root"), "bench", "gensim_run.py")), new FastTextTool(arguments.Text("scratch")), new PWord2VecTool(arguments.Text("scratch"))];
    return [new TalpaTool(), .. peers.Where(peer => selected.Contains(peer.Name, StringComparer.OrdinalIgnoreCase))];
}

Setting[] AllSettings()
{
    int threads = arguments.Integer("threads", 2);
    return
    [
        new("skipgram", "negative", 100, 1),
        new("skipgram", "negative", 300, 1),
        new("cbow", "negative", 100, 1),
        new("skipgram", "hierarchical", 100, 1),
        new("skipgram", "negative", 100, threads),
        new("skipgram", "negative", 300, threads),
    ];
}

// Numbers from 1, as in "--settings 1,3"; all by default.
bool IsSelected(Setting setting) =>
    arguments.Text("settings", "") is not { Length: > 0 } list
    || list.Split(',').Select(int.Parse).Any(number => AllSettings()[number - 1] == setting);

void Save(string name, string text)
{
    string path = Path.Combine(arguments.Text("root"), name);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Log($"wrote {name}");
}

static void Log(string line) => Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {line}");
