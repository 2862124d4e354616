#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Compares fastText's full softmax with Talpa's exact softmax on a text: tokens a second, and the exact loss of a pair, computed for both models by
// the same code from the same counts.
// dotnet run bench/fasttext-softmax.cs -c Release -- TEXT [EPOCHS [MIN_COUNT]]
// TEXT is plain text, words separated by white space. Defaults: 5 epochs of fastText, minimum count 1. Skip-gram, dimension 100, dynamic window 5, no
// subsampling (the tools' rules differ), one thread. Tokens a second are tokens × epochs, or × sweeps, divided by the processor time of the whole command.
// A sweep covers every pair of the text, as an epoch does. Talpa's window weights are linear here, the mean of fastText's dynamic windows.
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Talpa;
using Talpa.CoOccurrence;
using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

if (args.Length is < 1 or > 3)
{
    Console.Error.WriteLine("dotnet run bench/fasttext-softmax.cs -c Release -- TEXT [EPOCHS [MIN_COUNT]]");
    return 2;
}

int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
int minCount = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
var options = new TrainingOptions
{
    Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, MinCount = minCount, Threads = 1 },
    Objective = new ExactSoftmax { WeightExponent = 1 },
    SubsamplingThreshold = 0,
    Threads = 1,
    WindowWeighting = WindowWeighting.Linear,
};
using var own = Process.GetCurrentProcess();
double before = own.TotalProcessorTime.TotalSeconds;
using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(args[0]), options.Corpus);
var trainer = new Trainer(corpus, options);
TrainingProgress end = trainer.Run();
own.Refresh();
double talpaSeconds = own.TotalProcessorTime.TotalSeconds - before;
Console.WriteLine($"{corpus.TokenCount} tokens, {corpus.Vocabulary.Count} words");
Report("Talpa", trainer.Options.Epochs!.Value, talpaSeconds, TrainedModel.From(trainer, end).Contexts!);

string output = Path.Combine(Path.GetTempPath(), $"talpa-bench-{Environment.ProcessId}");
var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
start.ArgumentList.Add("-c");
start.ArgumentList.Add(
    $"TIMEFORMAT='%U'; time fasttext skipgram -input {args[0]} -output {output} -loss softmax -dim 100 -ws 5 -t 1 -minn 0 -maxn 0 -minCount {minCount} -thread 1 "
    + $"-epoch {epochs} -verbose 0 2>/dev/null");
using Process peer = Process.Start(start)!;
peer.StandardOutput.ReadToEnd();
double seconds = double.Parse(peer.StandardError.ReadToEnd().Trim(), CultureInfo.InvariantCulture);
peer.WaitForExit();
Report("fastText", epochs, seconds, FastText(output));
return 0;

void Report(string name, int passes, double time, ContextPrediction prediction) => Console.WriteLine(
    $"{name}: {passes} passes, {time:F1} processor s, {corpus.TokenCount * passes / time:F0} tokens/s, loss {ContextScore.Measure(prediction, corpus, subsamplingThreshold: 0).CrossEntropy:F4} a pair");

// Reads a .bin file, which ends with the output vectors: a flag for quantization (1 byte), rows and columns (8 bytes each), the numbers. The rows are in
// the order of the words in the .vec file, which has an additional word for the end of a sentence, </s>.
ContextPrediction FastText(string path)
{
    WordVectors words = WordVectors.Load(path + ".vec");
    byte[] bytes = File.ReadAllBytes(path + ".bin");
    int size = words.Count * words.Dimension * sizeof(float);
    if (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(bytes.Length - size - 16)) != words.Count)
    {
        throw new InvalidDataException($"{path}.bin does not end with {words.Count} output vectors.");
    }

    ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - size));
    Vocabulary vocabulary = corpus.Vocabulary;
    float[] input = new float[vocabulary.Count * words.Dimension];
    float[] rows = new float[input.Length];
    for (int word = 0; word < words.Count; word++)
    {
        if (vocabulary.TryGetId(words.Vocabulary[word], out int id))
        {
            words[word].CopyTo(input.AsSpan(id * words.Dimension));
            numbers.Slice(word * words.Dimension, words.Dimension).CopyTo(rows.AsSpan(id * words.Dimension));
        }
    }

    return new ContextPrediction(
        new WordVectors(vocabulary, new PaddedMatrix(vocabulary.Count, words.Dimension, input)), new PaddedMatrix(vocabulary.Count, words.Dimension, rows));
}
