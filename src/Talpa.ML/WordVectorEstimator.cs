using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;
using Talpa.Text;

namespace Talpa.ML;

/// <summary>
/// Trains word vectors on the text of a column, and gives each row the mean of its words' vectors, D numbers; zeros where no word is known. The transformer that
/// <see cref="Fit"/> returns holds the vectors, and so does a model saved with it: it is loaded without Talpa and without further files (Microsoft.ML.OnnxTransformer and
/// Microsoft.ML.OnnxRuntime are needed).
/// </summary>
/// <remarks>ML.NET splits the text at spaces, in training as in use, so that both have the same words. Words with few occurrences are left out (<see cref="CorpusOptions.MinCount"/>).</remarks>
public sealed class WordVectorEstimator : IEstimator<ITransformer>
{
    /// <summary>The names of the ONNX model's tensors, which are columns while it is applied.</summary>
    private const string Tokens = "tokens";
    private const string Mean = "mean";

    private readonly MLContext _context;
    private readonly string _output;
    private readonly string _input;
    private readonly TrainingOptions _options;
    private readonly bool _hasTokens;

    internal WordVectorEstimator(MLContext context, string output, string input, TrainingOptions options, bool hasTokens)
    {
        _context = context;
        _output = output;
        _input = input;
        _options = options;
        _hasTokens = hasTokens;
    }

    /// <summary>The columns that are there only while the model is applied: not one of tokens that the data have, nor the output.</summary>
    private string[] OwnColumns => [.. new[] { Tokens, Mean }.Where(name => name != _output && !(_hasTokens && name == _input))];

    /// <summary>The model that <see cref="Fit"/> trained last, with its words, vectors and report; <c>null</c> before.</summary>
    public TrainedModel? Model { get; private set; }

    /// <summary>Trains.</summary>
    /// <param name="input">The data; the column is read twice.</param>
    /// <returns>A transformer that adds the column of vectors.</returns>
    /// <exception cref="ArgumentException">The data have a column named "tokens" or "mean" besides, or the column is of another type.</exception>
    /// <exception cref="UnusableInputException">The column has no words, or none that is frequent enough.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireFreeNames(input.Schema);
        IEstimator<ITransformer> tokenizer = Tokenizer();
        ITransformer fitted = tokenizer.Fit(input);
        Model = Train(fitted.Transform(input));
        string path = Path.Combine(Path.GetTempPath(), $"talpa-{Guid.NewGuid():N}.onnx");
        try
        {
            Model.Vectors.Save(path);
            TransformerChain<ITransformer> transformer = tokenizer.Append(Vectors(path)).Fit(input);
            using (transformer as IDisposable)
            {
                return WithFileInside(transformer, input.Schema);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The columns of the output: those of the input and a column of vectors.</summary>
    /// <exception cref="ArgumentException">The column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        // A shape of a column can't be made outside of ML.NET. An estimator of word embeddings has the shape that is needed; it is not used otherwise.
        IEstimator<ITransformer> shaped = Tokenizer().Append(_context.Transforms.Text.ApplyWordEmbedding(_output, Tokens, WordEmbeddingEstimator.PretrainedModelKind.SentimentSpecificWordEmbedding));
        return (OwnColumns.Contains(Tokens) ? shaped.Append(_context.Transforms.DropColumns(Tokens)) : shaped).GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Tokenizer()
    {
        if (_hasTokens)
        {
            // Where the column has this name already, the copy takes its place.
            return _context.Transforms.CopyColumns(Tokens, _input);
        }

        IEstimator<ITransformer> tokens = _context.Transforms.Text.TokenizeIntoWords(Tokens, _options.Corpus.Lowercase ? Tokens : _input);
        return _options.Corpus.Lowercase
            ? _context.Transforms.Text.NormalizeText(Tokens, _input, keepDiacritics: true).Append(tokens)
            : tokens;
    }

    private IEstimator<ITransformer> Vectors(string path)
    {
        var shapes = new Dictionary<string, int[]>(StringComparer.Ordinal) { [Tokens] = [1, -1] };
        IEstimator<ITransformer> vectors = _context.Transforms.ApplyOnnxModel([Mean], [Tokens], path, shapes, gpuDeviceId: null, fallbackToCpu: false, recursionLimit: 100);
        if (_output != Mean)
        {
            vectors = vectors.Append(_context.Transforms.CopyColumns(_output, Mean));
        }

        return OwnColumns is [] ? vectors : vectors.Append(_context.Transforms.DropColumns(OwnColumns));
    }

    /// <summary>A transformer reads the ONNX file when it is saved, but one that was loaded has it inside: it is saved and loaded once, while the file is there.</summary>
    private ITransformer WithFileInside(ITransformer transformer, DataViewSchema schema)
    {
        using var saved = new MemoryStream();
        _context.Model.Save(transformer, schema, saved);
        saved.Position = 0;
        return _context.Model.Load(saved, out _);
    }

    private TrainedModel Train(IDataView tokenized)
    {
        // The words are those that ML.NET finds in use, unchanged.
        TrainingOptions options = _options with { Corpus = _options.Corpus with { Lowercase = false, NormalizeWords = false } };
        return Word2Vec.TrainAsync(TextSource.Tokens(Rows(tokenized)), options).GetAwaiter().GetResult();
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IDataView tokenized)
    {
        DataViewSchema.Column column = tokenized.Schema[Tokens];
        using DataViewRowCursor cursor = tokenized.GetRowCursor([column]);
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> get = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> words = default;
        while (cursor.MoveNext())
        {
            get(ref words);
            yield return [.. words.DenseValues().Select(word => word.ToString()).Where(word => word.Length > 0)];
        }
    }

    private void RequireFreeNames(DataViewSchema schema)
    {
        foreach (string name in OwnColumns)
        {
            if (schema.GetColumnOrNull(name) is not null)
            {
                throw new ArgumentException($"The data have a column named '{name}', which the estimator needs itself; rename it with CopyColumns and DropColumns.", nameof(schema));
            }
        }
    }
}
