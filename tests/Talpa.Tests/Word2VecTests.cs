using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tests;

public class Word2VecTests
{
    private static readonly string Sentences = string.Join('\n', Enumerable.Repeat("the mole digs a tunnel under the garden", 50));

    [Fact]
    public async Task Text_becomes_a_vector_for_every_frequent_word()
    {
        WordVectors vectors = await Word2Vec.TrainAsync(
            TextSource.Text(Sentences), new() { Dimension = 8 }, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(7, vectors.Count);
        Assert.Equal(8, vectors.Dimension);
        Assert.Equal("the", vectors.Vocabulary.Words[0]);
        Assert.Equal(100, vectors.Vocabulary.Counts[0]);
        Assert.True(vectors.Vocabulary.TryGetId("mole", out int mole));
        Assert.Contains(vectors[mole].ToArray(), x => x != 0);
    }

    [Fact]
    public async Task A_cancelled_call_throws_and_a_wrong_option_is_refused_before_the_text_is_read()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Word2Vec.TrainAsync(TextSource.Text(Sentences), cancellationToken: new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Word2Vec.TrainAsync(TextSource.Text(""), new TrainingOptions { Window = 0 }, cancellationToken: TestContext.Current.CancellationToken));
    }
}
