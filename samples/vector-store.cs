#:project ../src/Talpa.Extensions.AI/Talpa.Extensions.AI.csproj
#:package Microsoft.Extensions.VectorData.Abstractions

// Keeps texts and their vectors in a vector store of Microsoft.Extensions.VectorData. The store here is in memory; the same calls work with the connector of a database.
using System.Linq.Expressions;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Talpa;
using Talpa.Extensions.AI;

string[] texts =
[
    "the mole digs a tunnel under the garden", "a badger digs a sett in the wood", "the vole eats roots in the garden", "the train leaves the station at noon",
    "a bus waits at the station", "the tram stops in the town", "a badger eats worms in the wood", "the mole eats worms in its tunnel", "the bus leaves the town at night",
];
TextSource text = TextSource.Lines(Enumerable.Repeat(texts, 50).SelectMany(each => each));
TrainedModel model = await Word2Vec.TrainAsync(text, new TrainingOptions { Dimension = 16, Threads = 1 });
using var generator = new TalpaEmbeddingGenerator(new SentenceEncoder(model).Fit(texts), "nine sentences");

using var collection = new MemoryCollection<int, Note>("notes", note => note.Id, note => note.Vector);
await collection.EnsureCollectionExistsAsync();
GeneratedEmbeddings<Embedding<float>> vectors = await generator.GenerateAsync(texts);
await collection.UpsertAsync(texts.Select((each, id) => new Note(id, each, vectors[id].Vector)));

Embedding<float> question = await generator.GenerateAsync("a tunnel in the garden");
await foreach (VectorSearchResult<Note> found in collection.SearchAsync(question.Vector, top: 2))
{
    Console.WriteLine($"{found.Score:0.000}  {found.Record.Text}");
}

internal sealed record Note(int Id, string Text, ReadOnlyMemory<float> Vector);

/// <summary>A collection in memory, searched record by record: enough for some thousands.</summary>
internal sealed class MemoryCollection<TKey, TRecord>(string name, Func<TRecord, TKey> keyOf, Func<TRecord, ReadOnlyMemory<float>> vectorOf) : VectorStoreCollection<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly Dictionary<TKey, TRecord> _records = [];

    public override string Name => name;

    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default)
    {
        _records.Clear();
        return Task.CompletedTask;
    }

    public override Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_records.GetValueOrDefault(key));

    public override IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, CancellationToken cancellationToken = default) =>
        _records.Values.Where(filter.Compile()).Skip(options?.Skip ?? 0).Take(top).ToAsyncEnumerable();

    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        _ = _records.Remove(key);
        return Task.CompletedTask;
    }

    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        _records[keyOf(record)] = record;
        return Task.CompletedTask;
    }

    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        foreach (TRecord record in records)
        {
            await UpsertAsync(record, cancellationToken);
        }
    }

    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        if (searchValue is not ReadOnlyMemory<float> vector)
        {
            throw new NotSupportedException("Search with a vector.");
        }

        Func<TRecord, bool> filter = options?.Filter?.Compile() ?? (_ => true);
        return _records.Values.Where(filter)
            .Select(record => new VectorSearchResult<TRecord>(record, TensorPrimitives.CosineSimilarity(vector.Span, vectorOf(record).Span)))
            .OrderByDescending(result => result.Score).Skip(options?.Skip ?? 0).Take(top).ToAsyncEnumerable();
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;
}
