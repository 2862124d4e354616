using System.Runtime.InteropServices;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Tests.Training;

/// <summary>Short texts for fast trainings, and the bytes of the resulting model.</summary>
internal static class SmallTexts
{
    public static TrainingOptions Small => new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new NegativeSampling(),
        Dimension = 10,
        Window = 3,
        SubsamplingThreshold = 0,
        Epochs = 1,
        Threads = 1,
    };

    /// <summary>Sentences in which cat and dog have the same contexts, and train and bus others. The result depends only on the count and the seed.</summary>
    public static IEnumerable<string> PetsAndTrains(int count, int seed = 11)
    {
        var random = new Random(seed);
        string[] pets = ["cat", "dog"];
        string[] petVerbs = ["sleeps", "eats", "plays", "purrs"];
        string[] vehicles = ["train", "bus"];
        string[] vehicleVerbs = ["leaves", "arrives", "stops", "waits"];
        for (int i = 0; i < count; i++)
        {
            yield return random.Next(2) == 0
                ? $"my cute {pets[random.Next(2)]} {petVerbs[random.Next(4)]} happily indoors"
                : $"the late {vehicles[random.Next(2)]} {vehicleVerbs[random.Next(4)]} again outside";
        }
    }

    /// <summary>The options with several shards where the objective can have them, or with one learner, or several that run free.</summary>
    public static TrainingOptions WithShards(this TrainingOptions options, bool several) => options with
    {
        Shards = several && options.HasShards ? 4 : null,
        FreeRunning = !several && options.Threads > 1 && !options.ActualObjective.TrainsFromCounts,
    };

    public static EncodedCorpus Encode(IEnumerable<string> lines, TrainingOptions options) =>
        EncodedCorpus.Encode(TextSource.Lines(lines), options.Corpus);

    public static byte[] BytesOf(EmbeddingModel model) =>
    [
        .. MemoryMarshal.AsBytes(model.Input.Padded),
        .. MemoryMarshal.AsBytes(model.Output.Padded),
    ];
}
