using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Talpa.Extensions.AI;

/// <summary>Registers embedding generators.</summary>
public static class TalpaServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="TalpaEmbeddingGenerator"/> as the application's embedding generator, a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="modelId">The name of the model in metadata and embeddings; <c>null</c> for none.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddTalpaEmbeddingGenerator(this IServiceCollection services, SentenceEncoder encoder, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return services.AddTalpaEmbeddingGenerator(_ => encoder, modelId);
    }

    /// <summary>Registers a <see cref="TalpaEmbeddingGenerator"/> as the application's embedding generator, a singleton whose encoder is made when it is first needed.</summary>
    /// <param name="services">The services.</param>
    /// <param name="encoder">Makes the encoder, such as from a model that is loaded or trained then.</param>
    /// <param name="modelId">The name of the model in metadata and embeddings; <c>null</c> for none.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddTalpaEmbeddingGenerator(
        this IServiceCollection services, Func<IServiceProvider, SentenceEncoder> encoder, string? modelId = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(encoder);
        return services
            .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => new TalpaEmbeddingGenerator(encoder(provider), modelId))
            .AddSingleton<IEmbeddingGenerator>(provider => provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>());
    }
}
