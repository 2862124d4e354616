using System.Text.Json;
using Talpa.Comparisons;

namespace Talpa.Cli.Tests.Commands;

public class CompareCommandsTests(Zoo zoo)
{
    private const string Weat = "pets: cat dog hamster rabbit\nhunters: lion tiger wolf bear\nhouse: sofa basket house\nnight: prey night meat\n";

    [Fact]
    public void Compare_prints_the_librarys_figures_and_the_words_that_differ_most()
    {
        using var folder = new TemporaryFolder();
        string other = WriteOther(folder, "b.talpa", seed: 1, noise: 0.05f, swapped: ("mole", "apple"));
        var comparison = ModelComparison.Of(WordVectors.Load(zoo.Vectors), WordVectors.Load(other));

        JsonElement json = Session.Run("compare", zoo.Vectors, other, "-n", "2", "--json").Json;
        Session page = Session.Run("compare", zoo.Vectors, other, "-n", "2");

        Assert.Equal(200, json.GetProperty("words").GetInt32());
        Assert.Equal(comparison.Cosine, json.GetProperty("cosine").GetDouble());
        Assert.Equal(comparison.Overlap, json.GetProperty("overlap").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("seedCosine").ValueKind);
        Assert.Equal(["apple", "mole"], json.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("word").GetString()).Order());
        Assert.Matches(@"200\s+words\s+in\s+common\.\n", page.Out);
        Assert.Matches(@"\n +mean cosine after alignment +0\.\d{3}\n", page.Out);
        Assert.Matches(@"\n +1  (mole|apple) +-?0\.\d{3} +0\.\d\d\n       A: ", page.Out);
    }

    [Fact]
    public void Compare_with_seeds_prints_score_and_false_discovery_rate()
    {
        using var folder = new TemporaryFolder();
        string other = WriteOther(folder, "b.talpa", seed: 1, noise: 0.05f, swapped: ("mole", "apple"));
        string[] seeds = [.. Enumerable.Range(2, 3).Select(seed => WriteOther(folder, $"a{seed}.talpa", seed, noise: 0.05f))];

        JsonElement json = Session.Run(["compare", zoo.Vectors, other, "--json", "-n", "1", "--seeds", .. seeds]).Json;
        Session page = Session.RunOnScreen(80, ["compare", zoo.Vectors, other, "--seeds", .. seeds]);
        Session one = Session.Run("compare", zoo.Vectors, other, "--seeds", seeds[0]);

        JsonElement change = json.GetProperty("changes")[0];
        Assert.Contains(change.GetProperty("word").GetString(), (string[])["mole", "apple"]);
        Assert.True(change.GetProperty("score").GetDouble() > 5);
        Assert.Equal(
            change.GetProperty("betweenSeeds").GetDouble() - change.GetProperty("cosine").GetDouble(), change.GetProperty("excess").GetDouble(), 1e-9);
        Assert.Equal(seeds, json.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetString()!));
        Assert.Contains("at a false discovery rate of", page.Out, StringComparison.Ordinal);
        Assert.All(page.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Matches(@"cosine +seeds +z +FDR +overlap\n", page.Out);
        Assert.Matches(@"cosine +seeds +excess +overlap\n", one.Out);
    }

    [Fact]
    public void Compare_shows_the_words_that_are_given()
    {
        using var folder = new TemporaryFolder();
        string other = WriteOther(folder, "b.talpa", seed: 1, noise: 0.05f);

        JsonElement json = Session.Run("compare", zoo.Vectors, other, "cat", "soup", "--json").Json;

        Assert.Equal(["cat", "soup"], json.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("word").GetString()));
        Session.Run("compare", zoo.Vectors, other, "katze").FailedWith(ExitCode.UnusableInput, "'katze'");
    }

    [Fact]
    public void Models_of_different_dimensions_are_compared_by_neighbours_and_not_aligned()
    {
        using var folder = new TemporaryFolder();
        string royals = SmallVectors.WriteRoyals(folder);
        string wider = folder.Path("wider.talpa");
        new WordVectors(["king", "man", "queen", "woman"], 4, [1, 1, 0, 0, 2, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0]).Save(wider);

        Session page = Session.Run("compare", royals, wider);

        Assert.Equal(ExitCode.Done, page.Code);
        Assert.Contains("Not aligned, because the dimensions differ", page.Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Session.Run("compare", royals, wider, "--json").Json.GetProperty("cosine").ValueKind);
        Session.Run("align", royals, wider, "-o", folder.Path("c.talpa")).FailedWith(ExitCode.UnusableInput, royals, wider, "3 numbers", "of 4", "--dim");
        Assert.DoesNotContain("c.talpa", folder.Names);
    }

    [Fact]
    public void Align_writes_vectors_in_the_axes_of_the_other_model()
    {
        using var folder = new TemporaryFolder();
        string other = WriteOther(folder, "b.talpa", seed: 1, noise: 0);
        string output = folder.Path("c.vec");

        JsonElement json = Session.Run("align", other, zoo.Vectors, "-o", output, "--json").Json;

        Assert.Equal(200, json.GetProperty("commonWords").GetInt32());
        Assert.Equal(1, json.GetProperty("cosine").GetDouble(), 1e-5);
        Assert.Equal("text", json.GetProperty("format").GetString());
        WordVectors expected = WordVectors.Load(zoo.Vectors);
        WordVectors aligned = WordVectors.Load(output);
        Assert.All(aligned["mole"].ToArray().Zip(expected["mole"].ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        Assert.Matches(@"aligned +by 200 common words; mean cosine 1\.0000\nsaved +.*c\.talpa", Session.Run("align", other, zoo.Vectors, "-o", folder.Path("c.talpa")).Out);
        Session few = Session.Run("align", other, zoo.Vectors, "-o", folder.Path("d.talpa"), "--limit", "5");
        Assert.Contains("fewer than the dimension 24", few.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_usage_and_unusable_models_are_one_line()
    {
        using var folder = new TemporaryFolder();
        string others = folder.Path("others.talpa");
        string plain = folder.Path("plain.vec");
        new WordVectors(["katze", "hund"], 24, new float[48]).Save(others);
        WordVectors.Load(zoo.Vectors).Save(plain);

        Session.Run("align", zoo.Vectors, others).FailedWith(ExitCode.WrongUsage, "-o is missing");
        Session.Run("align", zoo.Vectors, zoo.Vectors, "-o", zoo.Vectors).FailedWith(ExitCode.WrongUsage, "is a model to read", "-o");
        Session.Run("align", zoo.Vectors, others, "-o", folder.Path("c.talpa")).FailedWith(ExitCode.UnusableInput, others, "no word in common");
        Session.Run("compare", zoo.Vectors, folder.Path("none.talpa")).FailedWith(ExitCode.UnusableInput, "none.talpa");
        Session.Run("compare", zoo.Vectors, zoo.Vectors, "--neighbours", "0").FailedWith(ExitCode.WrongUsage, "--neighbours 0");
        Session.Run("compare", zoo.Vectors, zoo.Vectors, "--weight-exponent", "2").FailedWith(ExitCode.WrongUsage, "--weight-exponent 2", "0 to 1");
        Session.Run("compare", zoo.Vectors, zoo.Vectors, "--prior", "-1").FailedWith(ExitCode.WrongUsage, "--prior -1");
        Session.Run("compare", zoo.Vectors, plain, "--min-count", "5").FailedWith(ExitCode.UnusableInput, plain, "no counts", "--min-count");
        Session.Run("compare", zoo.Vectors, plain, "--weight-exponent", "1").FailedWith(ExitCode.UnusableInput, plain, "--weight-exponent");
        Session.Run("compare", zoo.Vectors, plain, "--seeds", zoo.Vectors).FailedWith(ExitCode.UnusableInput, "seed 1", "another seed");
        Session.Run("compare", zoo.Vectors, plain, "--seeds", SmallVectors.WriteRoyals(folder)).FailedWith(ExitCode.UnusableInput, "of 3 numbers", "of 24");
    }

    [Fact]
    public void Axis_prints_the_librarys_positions_in_order()
    {
        var axis = WordAxis.Between(WordVectors.Load(zoo.Vectors), "cat", "lion");

        JsonElement json = Session.Run("axis", zoo.Vectors, "cat", "lion", "tiger", "dog", "soup", "--json").Json;
        Session page = Session.RunOnScreen(60, "axis", zoo.Vectors, "cat", "lion", "tiger", "dog", "soup");

        (string Word, float Value)[] positions = [.. json.GetProperty("positions").EnumerateArray().Select(one => (one.GetProperty("word").GetString()!, one.GetProperty("value").GetSingle()))];
        Assert.Equal(["dog", "soup", "tiger"], positions.Select(one => one.Word));
        Assert.All(positions, one => Assert.Equal((float)axis.PositionOf(one.Word), one.Value));
        Assert.StartsWith("From cat (below 0) to lion (above 0):\n  dog  ", page.Out, StringComparison.Ordinal);
        Assert.All(page.Out.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }

    [Fact]
    public void Axis_without_words_prints_both_ends_and_takes_pairs_from_a_file()
    {
        using var folder = new TemporaryFolder();
        string pairs = folder.Write("pairs.txt", "cat lion\ndog tiger\n");

        JsonElement ends = Session.Run("axis", zoo.Vectors, "cat", "lion", "-n", "3", "--json").Json;
        Session many = Session.Run("axis", zoo.Vectors, "--pairs", pairs, "rabbit", "wolf");

        string two = folder.Path("two.talpa");
        new WordVectors(["cat", "lion"], 2, [1, 0, 0, 1]).Save(two);
        Assert.Contains("there is no other word", Session.Run("axis", two, "cat", "lion").Out, StringComparison.Ordinal);
        Assert.Equal(6, ends.GetProperty("positions").GetArrayLength());
        Assert.Contains("by 2 pairs", many.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n  rabbit +-0\.\d{4} .*\n  wolf +0\.\d{4} ", many.Out);
        Session.Run("axis", zoo.Vectors, "cat").FailedWith(ExitCode.WrongUsage, "two words");
        Session.Run("axis", zoo.Vectors, "cat", "cat", "dog").FailedWith(ExitCode.UnusableInput, "the same direction");
        Session.Run("axis", zoo.Vectors, "cat", "lion", "katze").FailedWith(ExitCode.UnusableInput, "'katze'");
        Session.Run("axis", zoo.Vectors, "--pairs", folder.Write("bad.txt", "cat\n"), "dog").FailedWith(ExitCode.UnusableInput, "bad.txt", "line 1");
    }

    [Fact]
    public void Weat_prints_the_librarys_result()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("weat.txt", Weat);
        AssociationResult expected = AssociationTest.Read(file)[0].Evaluate(WordVectors.Load(zoo.Vectors));

        JsonElement json = Session.Run("weat", zoo.Vectors, file, "--json").Json.GetProperty("tests")[0];
        Session page = Session.Run("weat", zoo.Vectors, file);

        Assert.Equal(expected.EffectSize, json.GetProperty("effectSize").GetDouble());
        Assert.Equal(expected.PValue, json.GetProperty("pValue").GetDouble());
        Assert.Equal(70, json.GetProperty("partitions").GetInt32());
        Assert.Equal(expected.Targets.Select(word => word.Association), json.GetProperty("targetWords").EnumerateArray().Select(word => word.GetProperty("association").GetDouble()));
        Assert.True(expected is { EffectSize: > 1, Larger: 0 });
        Assert.Matches(@"\n  pets, hunters  house, night +1\.\d{3} +<0\.0143 +all 70\n", page.Out);
        Assert.Matches(@"\npets\n( +\w+ +-?0\.\d{4} .*\n){4}\nhunters\n", page.Out);
    }

    [Fact]
    public void Weat_refuses_unknown_words_or_leaves_them_out_with_a_note()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("weat.txt", Weat.Replace("hamster", "hamster katze", StringComparison.Ordinal));

        Session.Run("weat", zoo.Vectors, file).FailedWith(ExitCode.UnusableInput, "weat.txt", "'katze'", "--ignore-unknown");
        Session without = Session.Run("weat", zoo.Vectors, file, "--ignore-unknown");
        Assert.Equal(ExitCode.Done, without.Code);
        Assert.Contains("'katze'", without.Error, StringComparison.Ordinal);
        Session.Run("weat", zoo.Vectors, folder.Write("short.txt", "a: cat\n")).FailedWith(ExitCode.UnusableInput, "short.txt", "words is 1");
        Session.Run("weat", zoo.Vectors, file, "--partitions", "5").FailedWith(ExitCode.WrongUsage, "--partitions 5");
    }

    /// <summary>The vectors of the zoo, in other axes and disturbed.</summary>
    private string WriteOther(TemporaryFolder folder, string name, int seed, float noise, (string One, string Other)? swapped = null)
    {
        var random = new Random(seed);
        WordVectors model = WordVectors.Load(zoo.Vectors);
        int dimension = model.Dimension;
        float[] numbers = new float[model.Count * dimension];
        for (int id = 0; id < model.Count; id++)
        {
            string word = model.Vocabulary[id];
            ReadOnlySpan<float> vector = model[word == swapped?.One ? swapped.Value.Other : word == swapped?.Other ? swapped.Value.One : word];
            double length = Math.Sqrt(vector.ToArray().Sum(x => x * x));
            for (int d = 0; d < dimension; d++)
            {
                // The axes are exchanged, and every other one is reversed.
                numbers[(id * dimension) + ((d + 7) % dimension)] = (float)((d % 2 == 0 ? vector[d] : -vector[d]) + (noise * length * (random.NextDouble() - 0.5)));
            }
        }

        new WordVectors(model.Vocabulary.Words, dimension, numbers).Save(folder.Path(name));
        return folder.Path(name);
    }
}
