using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Samples;
using static Talpa.Cli.Tests.ShortTraining;

namespace Talpa.Cli.Tests.Commands;

/// <summary><c>talpa train</c>: the built-in text, the JSON report, reproducible files, and several inputs.</summary>
public class TrainCommandTests(Zoo zoo)
{
    [Fact]
    public void The_report_of_the_built_in_text_has_cosines_of_the_saved_vectors()
    {
        WordVectors vectors = VectorFileAccess.Read(zoo.Vectors).Vectors;

        Assert.Matches($@"cat +dog +{vectors.Similarity("cat", "dog"):F3} ", zoo.Training.Out);
        Assert.Matches($@"mole +badger +{vectors.Similarity("mole", "badger"):F3} ", zoo.Training.Out);
        Assert.True(vectors.Similarity("cat", "dog") > 0.9, "cat and dog should be similar");
        Assert.True(vectors.Similarity("cat", "mole") < 0.6, "cat and mole should not be similar");
    }

    [Fact]
    public void The_similarities_built_into_the_text_are_learned()
    {
        WordVectors vectors = VectorFileAccess.Read(zoo.Vectors).Vectors;

        int holding = ZooText.Likenesses.Count(l => vectors.Similarity(l.Word, l.Like) > vectors.Similarity(l.Word, l.Unlike));

        Assert.Contains($"{holding:N0} of {ZooText.Likenesses.Count:N0} times", zoo.Training.Out, StringComparison.Ordinal);
        Assert.True(holding >= 0.99 * ZooText.Likenesses.Count, $"{holding} of {ZooText.Likenesses.Count}");
    }

    [Fact]
    public void The_report_names_the_file_and_a_valid_next_command()
    {
        Assert.Contains($"saved      {zoo.Vectors}", zoo.Training.Out, StringComparison.Ordinal);
        string next = zoo.Training.Out.Split('\n').Single(line => line.StartsWith("try ", StringComparison.Ordinal));
        string[] arguments = next.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];

        var session = Session.Run(arguments);

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains(Zoo.Group("burrowers").First(word => word != "mole"), session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_fits_a_screen_of_eighty_columns()
    {
        using var folder = new TemporaryFolder();

        var session = Session.RunOnScreen(80, "train", "-o", folder.Path("z.talpa"), "--epochs", "1");

        Assert.All(session.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void The_JSON_report_has_stable_property_names()
    {
        using var folder = new TemporaryFolder();

        JsonElement answer = Train(folder, FourSentences, "--min-count", "1", "--epochs", "5", "--json").Json;

        Assert.Equal(
            "output format fileBytes interrupted words dimension tokens totalTokens epoch seconds tokensPerSecond predictions loss priorLoss heldOut estimatedPeakBytes peakBytes checkpoint corpus start options",
            string.Join(' ', answer.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(5, answer.GetProperty("words").GetInt32());
        Assert.Equal(12, answer.GetProperty("corpus").GetProperty("tokensRead").GetInt64());
        Assert.Equal(5 * 12, answer.GetProperty("tokens").GetInt64());
        Assert.Equal(new FileInfo(folder.Path("v.talpa")).Length, answer.GetProperty("fileBytes").GetInt64());
    }

    [Fact]
    public void With_one_thread_the_same_seed_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();

        Train(folder, FourSentences, "--objective", "negative", "--min-count", "1", "--threads", "1");
        byte[] first = File.ReadAllBytes(folder.Path("v.talpa"));
        Train(folder, FourSentences, "--objective", "negative", "--min-count", "1", "--threads", "1");

        Assert.Equal(first, File.ReadAllBytes(folder.Path("v.talpa")));
    }

    [Fact]
    public void A_deterministic_training_writes_the_same_bytes_with_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();

        Train(folder, FourSentences, "--objective", "negative", "--min-count", "1", "--shards", "4", "--threads", "1");
        byte[] first = File.ReadAllBytes(folder.Path("v.talpa"));
        Train(folder, FourSentences, "--objective", "negative", "--min-count", "1", "--shards", "4", "--threads", "3");

        Assert.Equal(first, File.ReadAllBytes(folder.Path("v.talpa")));
    }

    [Fact]
    public void Files_folders_globs_compressed_files_and_standard_input_are_read_together()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path("books"));
        File.WriteAllText(folder.Path("books/one.txt"), "one one");
        using (var compressed = new GZipStream(File.Create(folder.Path("two.gz")), CompressionLevel.Fastest))
        {
            compressed.Write("two two two"u8);
        }

        folder.Write("three.glob", "three");
        var session = Session.Run(
            terminal => terminal with { OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes("four four four four")) },
            "train", folder.Path("books"), folder.Path("two.gz"), folder.Path("*.glob"), "-", "-o", folder.Path("v.talpa"), "--min-count", "1", "--json");

        Assert.Equal(1 + 2 + 3 + 4, session.Json.GetProperty("corpus").GetProperty("tokensRead").GetInt64());
        Assert.Equal(4, session.Json.GetProperty("corpus").GetProperty("parts").GetInt32());
    }
}
