#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Times the search for phrases and the joined text beside gensim, in turn: RUNS rounds (default 5), of which the median is reported.
// dotnet run bench/phrases.cs -c Release -- CORPUS [RUNS]
// CORPUS has a sentence a line, plain or gzipped. Its tokens, as Talpa finds them, are written to a plain file with spaces between, which both read. gensim is that of /usr/bin/python3, in a process of its own,
// of which the imports are not timed; Talpa runs in this process, and the first round, in which its code is compiled, counts like the others.
// "phrases": from the file to the list of all phrases with scores. "joined": from the file to a file of the joined text. Options are the defaults, which are the same.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Talpa;

const string Script =
    """
    import json, sys, time
    from gensim.models.phrases import Phrases
    from gensim.models.word2vec import LineSentence
    start = time.perf_counter()
    phrases = Phrases(LineSentence(sys.argv[1]))
    phrases.export_phrases()
    listed = time.perf_counter()
    with open(sys.argv[2], 'w') as out:
        for sentence in phrases[LineSentence(sys.argv[1])]:
            out.write(' '.join(sentence) + '\n')
    end = time.perf_counter()
    print(json.dumps([listed - start, end - start]))
    """;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("dotnet run bench/phrases.cs -c Release -- CORPUS [RUNS]");
    return 2;
}

int runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
DirectoryInfo folder = Directory.CreateTempSubdirectory("talpa-phrases");
try
{
    string corpus = Path.Combine(folder.FullName, "corpus.txt");
    string joined = Path.Combine(folder.FullName, "joined.txt");
    string joinedByGensim = Path.Combine(folder.FullName, "gensim.txt");
    Copy(args[0], corpus);
    var times = new Dictionary<string, List<(double Phrases, double Joined)>>(StringComparer.Ordinal);
    for (int run = 0; run < runs; run++)
    {
        (double listed, double all) = Gensim(corpus, joinedByGensim);
        Add("gensim, one thread", listed, all);
        foreach (int threads in new[] { 1, 2 })
        {
            var options = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, NormalizeWords = false, Threads = threads };
            double phrases = Time(() => Phrases.Learn(TextSource.File(corpus), options));
            double text = Time(() => Phrases.LearnAndJoin(TextSource.File(corpus), joined, options));
            Require(File.ReadAllBytes(joined).AsSpan().SequenceEqual(File.ReadAllBytes(joinedByGensim)), "gensim's joined text differs");
            Add($"Talpa, {threads} thread{(threads == 1 ? "" : "s")}", phrases, text);
        }
    }

    (double Phrases, double Joined) peer = Median("gensim, one thread");
    Console.WriteLine("| | phrases | | joined text | |");
    Console.WriteLine("| --- | --- | --- | --- | --- |");
    foreach (string name in times.Keys)
    {
        (double phrases, double text) = Median(name);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {phrases:0.00} s | {peer.Phrases / phrases:0.0} × | {text:0.00} s | {peer.Joined / text:0.0} × |"));
    }

    void Add(string name, double phrases, double text)
    {
        if (!times.TryGetValue(name, out List<(double Phrases, double Joined)>? all))
        {
            times.Add(name, all = []);
        }

        all.Add((phrases, text));
    }

    (double Phrases, double Joined) Median(string name)
    {
        double[] phrases = [.. times[name].Select(time => time.Phrases).Order()];
        double[] texts = [.. times[name].Select(time => time.Joined).Order()];
        return (phrases[phrases.Length / 2], texts[texts.Length / 2]);
    }
}
finally
{
    folder.Delete(recursive: true);
}

return 0;

static void Copy(string from, string to)
{
    using Stream stored = File.OpenRead(from);
    using Stream plain = from.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stored, CompressionMode.Decompress) : stored;
    using var reader = new StreamReader(plain);
    using var target = new StreamWriter(to) { NewLine = "\n" };
    while (reader.ReadLine() is { } line)
    {
        target.WriteLine(string.Join(' ', Tokenizer.Unicode.Split(line)));
    }
}

static double Time(Action work)
{
    long start = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static (double Phrases, double Joined) Gensim(string corpus, string joined)
{
    using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "-c", Script, corpus, joined]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    string output = python.StandardOutput.ReadToEnd();
    python.WaitForExit();
    using var answer = JsonDocument.Parse(output);
    return (answer.RootElement[0].GetDouble(), answer.RootElement[1].GetDouble());
}

static void Require(bool holds, string fault)
{
    if (!holds)
    {
        throw new InvalidOperationException(fault);
    }
}
