using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace Talpa.Extensions.AI;

/// <summary>
/// Generates embeddings with a <see cref="SentenceEncoder"/>, in the process. Any number of threads may use it at once.
/// </summary>
/// <remarks>
/// <para>Vectors are scaled to length 1, so that their dot product is their cosine. A text of which no word has a vector is zeros: its dot product with everything is 0, and a
/// cosine that divides by its length is not a number.</para>
/// <para>The usage of a call has the number of tokens in <see cref="UsageDetails.InputTokenCount"/>, and in <see cref="UsageDetails.AdditionalCounts"/>, under
/// <see cref="UnknownWords"/>, how many of them were left out because they have no vector.</para>
/// </remarks>
public sealed class TalpaEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The name of the count of words without a vector in the usage of a call.</summary>
    public const string UnknownWords = "UnknownWords";

    private readonly SentenceEncoder _encoder;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Generates with an encoder.</summary>
    /// <param name="encoder">The encoder, in most cases with the component of the texts that are searched (<see cref="SentenceEncoder.Fit"/>).</param>
    /// <param name="modelId">The name of the model in metadata and embeddings; <c>null</c> for none.</param>
    public TalpaEmbeddingGenerator(SentenceEncoder encoder, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _metadata = new EmbeddingGeneratorMetadata("talpa", providerUri: null, modelId, encoder.Dimension);
    }

    /// <summary>Generates an embedding for each text, on all threads of the encoder.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Model and dimensions, where set, must be those of the encoder: it has one model, and a part of a vector is no vector of its own.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The embeddings in the order of the texts, with usage.</returns>
    /// <exception cref="ArgumentException">A text is <c>null</c>, or the options name another model or other dimensions.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions && dimensions != _encoder.Dimension)
        {
            throw new ArgumentException($"The model's vectors have {_encoder.Dimension} numbers, not {dimensions}; leave Dimensions unset.", nameof(options));
        }

        if (options?.ModelId is { } model && model != _metadata.DefaultModelId)
        {
            throw new ArgumentException($"There is no model '{model}' here, only {(_metadata.DefaultModelId is { } own ? $"'{own}'" : "one without a name")}; leave ModelId unset.", nameof(options));
        }

        return Task.Run(() => Generate(values, cancellationToken), cancellationToken);
    }

    /// <summary>The generator itself, its <see cref="SentenceEncoder"/> or its <see cref="EmbeddingGeneratorMetadata"/>, where one of them is requested without a key; otherwise <c>null</c>.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        object[] services = serviceKey is null ? [this, _encoder, _metadata] : [];
        return Array.Find(services, serviceType.IsInstanceOfType);
    }

    /// <summary>Does nothing: there is nothing to release.</summary>
    public void Dispose()
    {
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(IEnumerable<string> values, CancellationToken cancellationToken)
    {
        SentenceVectors vectors = _encoder.EncodeAll(values, cancellationToken);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(vectors.Count);
        long tokens = 0;
        long unknown = 0;
        for (int i = 0; i < vectors.Count; i++)
        {
            embeddings.Add(new Embedding<float>(Unit(vectors[i])) { ModelId = _metadata.DefaultModelId });
            tokens += vectors.Words[i].Used + vectors.Words[i].Unknown;
            unknown += vectors.Words[i].Unknown;
        }

        embeddings.Usage = new UsageDetails
        {
            InputTokenCount = tokens,
            TotalTokenCount = tokens,
            AdditionalCounts = new AdditionalPropertiesDictionary<long> { [UnknownWords] = unknown },
        };
        return embeddings;
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        float[] unit = new float[vector.Length];
        float length = TensorPrimitives.Norm(vector);
        if (length > 0 && float.IsFinite(length))
        {
            TensorPrimitives.Divide(vector, length, unit);
        }

        return unit;
    }
}
