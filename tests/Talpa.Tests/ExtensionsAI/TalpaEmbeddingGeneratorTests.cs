using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Talpa.Extensions.AI;
using Talpa.Tests.Vectors;

namespace Talpa.Tests.ExtensionsAI;

public sealed class TalpaEmbeddingGeneratorTests
{
    private static readonly string[] Sentences = SentenceEncoderTests.RandomSentences(seed: 1, 300, 60);
    private static readonly SentenceEncoder Encoder = new SentenceEncoder(SentenceEncoderTests.WithCounts(seed: 1, 50, 12)).Fit(Sentences);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embeddings_are_the_encoders_vectors_of_length_1_with_usage()
    {
        using var generator = new TalpaEmbeddingGenerator(Encoder, "moles");
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(Sentences, cancellationToken: Stop);
        Assert.Equal(Sentences.Length, embeddings.Count);
        for (int i = 0; i < Sentences.Length; i++)
        {
            float[] vector = Encoder.Encode(Sentences[i]);
            float length = TensorPrimitives.Norm<float>(vector);
            Assert.Equal(12, embeddings[i].Dimensions);
            Assert.Equal("moles", embeddings[i].ModelId);
            Assert.Equal(length > 0 ? 1 : 0, TensorPrimitives.Norm(embeddings[i].Vector.Span), 1e-5);
            Assert.Equal(length, TensorPrimitives.Dot(vector, embeddings[i].Vector.Span), 1e-5);
        }

        string[] words = [.. Sentences.SelectMany(sentence => sentence.Split(' '))];
        Assert.Equal(words.Length, embeddings.Usage!.InputTokenCount);
        Assert.Equal(words.Count(word => int.Parse(word[1..]) >= 50), embeddings.Usage.AdditionalCounts![TalpaEmbeddingGenerator.UnknownWords]);
    }

    [Fact]
    public async Task A_text_without_a_known_word_is_zeros_and_none_gives_none()
    {
        using var generator = new TalpaEmbeddingGenerator(Encoder);
        Assert.Equal(new float[12], (await generator.GenerateAsync("nothing known", cancellationToken: Stop)).Vector.ToArray());
        Assert.Empty(await generator.GenerateAsync([], cancellationToken: Stop));
    }

    [Fact]
    public async Task Any_number_of_threads_may_generate_at_once()
    {
        using var generator = new TalpaEmbeddingGenerator(Encoder);
        GeneratedEmbeddings<Embedding<float>> expected = await generator.GenerateAsync(Sentences, cancellationToken: Stop);
        GeneratedEmbeddings<Embedding<float>>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => generator.GenerateAsync(Sentences, cancellationToken: Stop)));
        Assert.All(all, embeddings => Assert.All(embeddings.Zip(expected), pair => Assert.True(pair.First.Vector.Span.SequenceEqual(pair.Second.Vector.Span))));
    }

    [Fact]
    public void Services_are_the_generator_the_encoder_and_the_metadata()
    {
        using var generator = new TalpaEmbeddingGenerator(Encoder, "moles");
        EmbeddingGeneratorMetadata metadata = generator.GetRequiredService<EmbeddingGeneratorMetadata>();
        Assert.Equal(("talpa", "moles", 12), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(Encoder, generator.GetService<SentenceEncoder>());
        Assert.Same(generator, generator.GetService<TalpaEmbeddingGenerator>());
        Assert.Null(generator.GetService<string>());
        Assert.Null(generator.GetService(typeof(SentenceEncoder), "key"));
    }

    [Fact]
    public async Task Requests_that_the_model_can_not_fulfil_are_refused()
    {
        using var generator = new TalpaEmbeddingGenerator(Encoder, "moles");
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 5 }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "badgers" }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([null!], cancellationToken: Stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(["a"], cancellationToken: new CancellationToken(canceled: true)));
        Assert.Single(await generator.GenerateAsync(["w1"], new EmbeddingGenerationOptions { ModelId = "moles", Dimensions = 12 }, Stop));
    }

    [Fact]
    public async Task The_registered_generator_is_one_for_all()
    {
        int made = 0;
        await using ServiceProvider services = new ServiceCollection()
            .AddTalpaEmbeddingGenerator(
                _ =>
                {
                    made++;
                    return Encoder;
                },
                "moles")
            .BuildServiceProvider();
        Assert.Equal(0, made);
        var generator = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.Same(generator, services.GetRequiredService<IEmbeddingGenerator>());
        Assert.Equal(1, made);
        Assert.Equal(12, (await generator.GenerateAsync("w1", cancellationToken: Stop)).Dimensions);

        await using ServiceProvider ready = new ServiceCollection().AddTalpaEmbeddingGenerator(Encoder).BuildServiceProvider();
        Assert.Same(Encoder, ready.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GetService<SentenceEncoder>());
    }
}
