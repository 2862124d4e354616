using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Models of which the most frequent words are kept.</summary>
public class PruneTests
{
    private static readonly string[] Words = ["mole", "zoo", "worm", "dig"];

    [Fact]
    public void The_most_frequent_words_are_kept_in_their_order_with_all_that_belongs_to_them()
    {
        TrainedModel pruned = Model([3, 9, 1, 9], Table(4, 2, 10)).Prune(2);

        // Of equal counts the lower id comes first, but both are kept here; "mole" and "worm" are rarer.
        Assert.Equal(["zoo", "dig"], pruned.Vocabulary.Words);
        Assert.Equal([9, 9], pruned.Vocabulary.Counts.ToArray());
        Assert.Equal([2, 3], pruned.Vectors["zoo"].ToArray());
        Assert.Equal([6, 7], pruned.Vectors["dig"].ToArray());
        Assert.Equal([12, 13, 16, 17], Enumerable.Range(0, 2).SelectMany(row => pruned.OutputVectors![row].ToArray()));
        Assert.Equal([21, 23], pruned.OutputBiases.ToArray());
        Assert.Equal("text", pruned.Metadata["training text"]);
    }

    [Fact]
    public void Of_the_output_vectors_of_both_sides_those_of_the_words_are_kept()
    {
        TrainedModel pruned = Model([3, 9, 1, 9], Table(8, 2, 10)).Prune(2);
        Assert.Equal([14, 15, 16, 17, 22, 23, 24, 25], Enumerable.Range(0, 4).SelectMany(row => pruned.OutputVectors![row].ToArray()));
        Assert.Equal([22, 23, 26, 27], pruned.OutputBiases.ToArray());
        Assert.Empty(pruned.Warnings);
    }

    [Theory]
    [InlineData("v.talpa")]
    [InlineData("v.safetensors")]
    public void A_file_whose_biases_do_not_fit_its_output_vectors_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Folder, name);
        VectorFileContent content = Model([3, 9, 1, 9], Table(8, 2, 10)).Content;
        content = content with { Vectors = new WordVectors(content.Vectors.Vocabulary, content.Vectors.Matrix) };
        VectorFileAccess.Write(path, content);
        Assert.Equal(8, TrainedModel.Load(path).OutputBiases.Length);

        VectorFileAccess.Write(path, content with { OtherTables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) { ["output-bias"] = Table(1, 4, 20) } });
        Assert.Contains("output-bias has 1 × 4 numbers, but there are 8 output vectors", Assert.Throws<UnusableInputException>(() => TrainedModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NumberStorage.HalfPrecision)]
    [InlineData(NumberStorage.ScaledBytes)]
    [InlineData(NumberStorage.Codes)]
    public void Output_vectors_of_both_sides_can_be_stored_in_fewer_bytes(NumberStorage numbers)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Folder, "v.talpa");
        TrainedModel model = Model([3, 9, 1, 9], Table(8, 2, 10));
        _ = model.Save(path, new VectorWriteOptions { Numbers = numbers });
        PaddedMatrix output = TrainedModel.Load(path).OutputVectors!;
        Assert.Equal(8, output.Rows);
        Assert.Equal(24, output[7][0], 0.5);

        PaddedMatrix wrong = Table(8, 2, 10);
        wrong.Row(7)[1] = float.NaN;
        Assert.Contains("'dig'", Assert.Throws<UnusableInputException>(() => Model([3, 9, 1, 9], wrong).Save(path, new VectorWriteOptions { Numbers = numbers })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_counts_the_first_words_are_kept() => Assert.Equal(["mole", "zoo", "worm"], Model(null, null).Prune(3).Vocabulary.Words);

    [Fact]
    public void More_words_than_there_are_leave_the_model_as_it_is() => Assert.Equal(Words, Model([1, 2, 3, 4], null).Prune(5).Vocabulary.Words);

    [Fact]
    public void Fewer_than_one_word_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Model(null, null).Prune(0));

    [Fact]
    public void Output_vectors_of_inner_nodes_are_left_out_with_a_warning()
    {
        TrainedModel pruned = Model([4, 3, 2, 1], Table(3, 2, 10)).Prune(2);
        Assert.Null(pruned.OutputVectors);
        Assert.Contains("inner nodes", Assert.Single(pruned.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_ngrams_those_of_the_words_kept_stay_with_their_rows()
    {
        TrainedModel model = Model([4, 3, 2, 1], null);
        Subwords before = model.Vectors.Subwords!;
        Subwords after = model.Prune(2).Vectors.Subwords!;
        int[] used = [.. new[] { "mole", "zoo" }.SelectMany(word => Buckets(new CharacterNgrams(3, 4, 50), word)).Distinct().Order()];
        Assert.Equal(used, after.Order().Select(entry => entry.Bucket));
        Assert.Equal(50, after.Buckets);
        foreach (int bucket in used)
        {
            float[] expected = new float[2];
            float[] actual = new float[2];
            before.AddBucket(bucket, expected);
            after.AddBucket(bucket, actual);
            Assert.Equal(expected, actual);
        }

        float[] composed = new float[2];
        Assert.True(after.TryCompose("moles", composed, out int ngrams));
        Assert.InRange(ngrams, 1, before.CountNgrams("moles"));
    }

    [Fact]
    public void Words_without_ngrams_leave_none()
    {
        var subwords = new Subwords(new CharacterNgrams(6, 6, 20), new MatrixRows(Table(20, 2, 0)));
        var vectors = new WordVectors(new Vocabulary(["zoo", "digger"], [2, 1]), Table(2, 2, 0), subwords);
        Assert.Null(new TrainedModel(new VectorFileContent { Vectors = vectors }, null, null).Prune(1).Vectors.Subwords);
    }

    private static TrainedModel Model(long[]? counts, PaddedMatrix? output)
    {
        var subwords = new Subwords(new CharacterNgrams(3, 4, 50), new MatrixRows(Table(50, 2, 100)));
        var content = new VectorFileContent
        {
            Vectors = new WordVectors(new Vocabulary(Words, counts), Table(4, 2, 0), subwords),
            Output = output,
            OtherTables = new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) { ["output-bias"] = Table(1, Math.Max(4, output?.Rows ?? 4), 20) },
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["training text"] = "text" },
        };
        return new TrainedModel(content, null, null);
    }

    private static List<int> Buckets(CharacterNgrams ngrams, string word)
    {
        var buckets = new List<int>();
        foreach (int bucket in ngrams.BucketsOf(Contents.Bytes(word)))
        {
            buckets.Add(bucket);
        }

        return buckets;
    }

    private static PaddedMatrix Table(int rows, int dimension, int first) => Contents.TableOf(rows, dimension, [.. Enumerable.Range(first, rows * dimension).Select(i => (float)i)]);
}
