using Talpa.Evaluation;
using Talpa.Formats;
using Talpa.Text;

namespace Talpa.Fuzzing;

/// <summary>Every reader of files that others may have made. A new reader is added here.</summary>
internal static class Targets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("talpa", ReadTalpa, () => [.. Seeds.Written(VectorFileFormat.Talpa), .. Seeds.Shared("*.talpa")]),
        new("word2vec", (folder, bytes) => ReadVectors(folder, bytes, VectorFileFormat.Word2Vec), () => [.. Seeds.Written(VectorFileFormat.Word2Vec), .. Seeds.Shared("*.bin")]),
        new("text", (folder, bytes) => ReadVectors(folder, bytes, VectorFileFormat.Text), () => [.. Seeds.Written(VectorFileFormat.Text), .. Seeds.Packed(VectorFileFormat.Text), .. Seeds.Shared("*.vec")]),
        new("glove", (folder, bytes) => ReadVectors(folder, bytes, VectorFileFormat.Glove), () => [.. Seeds.Written(VectorFileFormat.Glove), .. Seeds.Packed(VectorFileFormat.Glove), .. Seeds.Shared("*.txt")]),
        new("fasttext", ReadFastText, () => [.. Seeds.Written(VectorFileFormat.FastText), .. Seeds.FastTextModels(), .. Seeds.Shared("*.bin")]),
        new("npy", ReadNpy, () => Seeds.Written(VectorFileFormat.Npy)),
        new("npy-words", ReadNpyWords, Seeds.NpyWords),
        new("safetensors", (folder, bytes) => ReadVectors(folder, bytes, VectorFileFormat.Safetensors), () => Seeds.Written(VectorFileFormat.Safetensors)),
        new("onnx", (folder, bytes) => ReadVectors(folder, bytes, VectorFileFormat.Onnx), () => Seeds.Written(VectorFileFormat.Onnx)),
        new("projector", ReadProjector, () => Seeds.Written(VectorFileFormat.Projector)),
        new("checkpoint", CheckpointAttack.Read, CheckpointAttack.Seeds),
        new("replay", ReplayAttack.Read, ReplayAttack.Seeds),
        new("corpus", ReadCorpus, Seeds.Corpora),
        new("phrases", ReadPhrases, () => ["new_york\t12.5\t7\t1\tnew york\nbank_of_america\t11\t6\t1\tbank of america\nnew_york_city\t20\t5\t2\tnew_york city\n"u8.ToArray()]),
        new("similarity", (folder, bytes) => SimilarityBenchmark.Read(Put(folder, "pairs.txt", bytes)), () => ["# pairs\nmole\tbadger\t7.5\nmole badger 0.25\n"u8.ToArray()]),
        new("analogies", (folder, bytes) => AnalogyBenchmark.Read(Put(folder, "questions.txt", bytes)), () => [": family\nking queen man woman\n: capital\na b c d\n"u8.ToArray()]),
    ];

    /// <summary>The one with a name.</summary>
    public static Target Named(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"there is no reader '{name}'; they are: {string.Join(", ", All.Select(target => target.Name))}");

    private static void ReadVectors(string folder, byte[] bytes, VectorFileFormat format)
    {
        string path = Put(folder, "x.npy", bytes);
        Tolerate(() => VectorFileAccess.Read(path, format));
        _ = VectorFileAccess.Read(path);
    }

    /// <summary>Mapped too, and where it can be mapped, its vectors composed.</summary>
    private static void ReadFastText(string folder, byte[] bytes)
    {
        string path = Put(folder, "x.npy", bytes);
        Tolerate(() => _ = VectorFileAccess.Map(path).Vectors.Matrix);
        ReadVectors(folder, bytes, VectorFileFormat.FastText);
    }

    /// <summary>As it is, and once more with the length and the checksum put right, without which nothing behind the header is ever looked at.</summary>
    private static void ReadTalpa(string folder, byte[] bytes)
    {
        Tolerate(() => ReadVectors(folder, bytes, VectorFileFormat.Talpa));
        TalpaSeal.Renew(bytes);
        string path = Put(folder, "x.npy", bytes);
        Tolerate(() => VectorFileAccess.Map(path));
        _ = VectorFileAccess.Read(path, VectorFileFormat.Talpa);
    }

    /// <summary>Read, and used.</summary>
    private static void ReadPhrases(string folder, byte[] bytes)
    {
        var phrases = Phrases.Load(Put(folder, "phrases.txt", bytes));
        _ = phrases.Join([.. phrases.Items.SelectMany(phrase => phrase.Words)]);
    }

    private static void ReadNpy(string folder, byte[] bytes)
    {
        string words = Path.Combine(folder, "x.vocab.txt");
        if (!File.Exists(words))
        {
            File.WriteAllBytes(words, Seeds.NpyWords()[0]);
        }

        ReadVectors(folder, bytes, VectorFileFormat.Npy);
    }

    private static void ReadProjector(string folder, byte[] bytes)
    {
        string words = Path.Combine(folder, "x-metadata.tsv");
        if (!File.Exists(words))
        {
            File.WriteAllText(words, "mole\ngroßer\n土竜\n");
        }

        string path = Put(folder, "x.tsv", bytes);
        Tolerate(() => VectorFileAccess.Read(path, VectorFileFormat.Projector));
        _ = VectorFileAccess.Read(path);
    }

    private static void ReadNpyWords(string folder, byte[] bytes)
    {
        string array = Path.Combine(folder, "x.npy");
        if (!File.Exists(array))
        {
            File.WriteAllBytes(array, Seeds.Written(VectorFileFormat.Npy)[0]);
        }

        Put(folder, "x.vocab.txt", bytes);
        _ = VectorFileAccess.Read(array);
    }

    /// <summary>The first byte chooses how the rest is read.</summary>
    private static void ReadCorpus(string folder, byte[] bytes)
    {
        int choice = bytes.Length > 0 ? bytes[0] : 0;
        var options = new CorpusOptions
        {
            MinCount = 1 + (choice & 1),
            Tokenizer = (choice & 2) == 0 ? Tokenizer.Unicode : Tokenizer.Whitespace,
            Lowercase = (choice & 4) != 0,
            MaxSentenceLength = (choice & 8) == 0 ? 10_000 : 3,
            Threads = 1,
        };
        using var stream = new MemoryStream(bytes, Math.Min(1, bytes.Length), Math.Max(0, bytes.Length - 1), writable: false);
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Stream(stream, Path.Combine(folder, "text")), options);

        // Reads all ids.
        _ = corpus.ComputeFingerprint();
    }

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (TalpaException)
        {
            // The contract allows it; the next way of reading is to be tried too.
        }
    }

    private static string Put(string folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
