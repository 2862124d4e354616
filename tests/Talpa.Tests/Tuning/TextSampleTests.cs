using Talpa.Text;
using Talpa.Tuning;

namespace Talpa.Tests.Tuning;

public class TextSampleTests
{
    private static readonly CorpusOptions EveryWord = new() { MinCount = 1 };

    [Fact]
    public void Intervals_share_no_sentence_and_together_are_the_text()
    {
        string[] lines = [.. Enumerable.Range(0, 500).Select(i => $"a{i} b{i}")];
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(lines), EveryWord, cancellationToken: TestContext.Current.CancellationToken);
        var sample = new TextSample(corpus, seed: 7);

        string[] learned = Read(sample, 0, 0.6);
        string[] heldOut = Read(sample, 0.6, 1);

        Assert.InRange(learned.Length, 250, 350);
        Assert.Equal(lines.Order(StringComparer.Ordinal), learned.Concat(heldOut).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_larger_sample_has_the_sentences_of_a_smaller_one_and_another_seed_gives_others()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Lines(Enumerable.Range(0, 500).Select(i => $"a{i} b{i}")), EveryWord, cancellationToken: TestContext.Current.CancellationToken);
        var sample = new TextSample(corpus, seed: 7);

        Assert.Subset(Read(sample, 0, 0.4).ToHashSet(), Read(sample, 0, 0.2).ToHashSet());
        Assert.NotEqual(Read(sample, 0, 0.2), Read(new TextSample(corpus, seed: 8), 0, 0.2));
    }

    [Fact]
    public void A_long_line_is_sampled_in_pieces()
    {
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.Text(string.Join(' ', Enumerable.Range(0, 2_500).Select(i => $"w{i}"))), EveryWord, cancellationToken: TestContext.Current.CancellationToken);

        int[] lengths = [.. new TextSample(corpus, seed: 1).Pieces(0, 1).Select(piece => piece.Count)];

        Assert.Equal([TextSample.PieceLength, TextSample.PieceLength, 500], lengths);
    }

    private static string[] Read(TextSample sample, double from, double to) => [.. sample.Pieces(from, to).Select(words => string.Join(' ', words))];
}
