using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using Talpa.CoOccurrence;
using Talpa.Inputs;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// The vectors of a model from which a training starts instead of random ones (<see cref="TrainedModel.ToStart"/>). A word that is in both vocabularies takes its input vector and,
/// where the model has them, its output vector and bias; n-grams take their rows. Everything else starts at random, output vectors at zero.
/// </summary>
public sealed class StartingVectors
{
    private readonly WordVectors _input;
    private readonly PaddedMatrix? _output;
    private readonly ReadOnlyMemory<float> _biases;
    private readonly TrainingOptions? _options;
    private readonly PairSums? _pairs;
    private string? _fingerprint;

    /// <summary>Takes the parts of a model.</summary>
    /// <param name="input">The words, their input vectors, and the rows of n-grams where there are any.</param>
    /// <param name="output">The output vectors; <c>null</c> where there are none.</param>
    /// <param name="biases">A number for each word; empty where there are none.</param>
    /// <param name="options">How the model was trained; <c>null</c> where it is not known.</param>
    /// <param name="pairs">The counts of pairs of its text; <c>null</c> where there are none.</param>
    internal StartingVectors(WordVectors input, PaddedMatrix? output, ReadOnlyMemory<float> biases, TrainingOptions? options, PairSums? pairs = null)
    {
        _pairs = pairs;
        _input = input;
        _output = output;
        _biases = biases;
        _options = options;
    }

    /// <summary>Takes vectors alone: they become the input vectors of the words that the text has too. There are no output vectors, which start at zero.</summary>
    /// <param name="vectors">The words and their vectors, and their n-grams where they have any.</param>
    public static StartingVectors Of(WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return new StartingVectors(vectors, output: null, biases: default, options: null);
    }

    /// <summary>The words of the model, in id order.</summary>
    public Vocabulary Vocabulary => _input.Vocabulary;

    /// <summary>Length of a vector.</summary>
    public int Dimension => _input.Dimension;

    /// <summary>Whether the model has output vectors.</summary>
    public bool HasOutput => _output is not null;

    /// <summary>Whether the model holds the counts of the pairs of its text (<see cref="ExactSoftmax.KeepCounts"/>).</summary>
    public bool HasPairs => _pairs is not null;

    /// <summary>
    /// 32 hexadecimal digits that distinguish what a training takes from the model: XXH3 with 128 bits over the words, their counts, all vectors, biases, rows of n-grams, and the
    /// size of the counts of pairs.
    /// </summary>
    public string ComputeFingerprint() => _fingerprint ??= Fingerprint();

    private string Fingerprint()
    {
        var hash = new XxHash128();
        foreach (string word in Vocabulary.Words)
        {
            // A byte that no word holds: it is no UTF-8.
            hash.Append(Encoding.UTF8.GetBytes(word));
            hash.Append([0xFF]);
        }

        hash.Append(MemoryMarshal.AsBytes(Vocabulary.Counts));
        Append(hash, _input.Matrix);
        Append(hash, _output);
        hash.Append(MemoryMarshal.AsBytes(_biases.Span));
        hash.Append(MemoryMarshal.AsBytes<long>([_pairs?.Bytes ?? 0]));
        AppendNgrams(hash);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Append(XxHash128 hash, PaddedMatrix? table)
    {
        for (int row = 0; row < table?.Rows; row++)
        {
            hash.Append(MemoryMarshal.AsBytes(table[row]));
        }
    }

    private void AppendNgrams(XxHash128 hash)
    {
        float[] row = new float[Dimension];
        for (int i = 0; i < _input.Subwords?.Rows; i++)
        {
            row.AsSpan().Clear();
            _input.Subwords.Table.AddTo(i, row);
            hash.Append(MemoryMarshal.AsBytes<float>(row));
        }
    }

    /// <summary>Sets <see cref="ExactSoftmax.Directional"/>, where it is <c>null</c>, so that the model's output vectors serve the training.</summary>
    internal Objective WithSidesOfStart(Objective objective)
    {
        bool isOpen = objective is ExactSoftmax { Directional: null, KeepCounts: false } && _options?.Objective is null or ExactSoftmax;
        return isOpen && _output is not null && Vocabulary.Count > 0 && _output.Rows % Vocabulary.Count == 0
            ? (ExactSoftmax)objective with { Directional = _output.Rows == 2L * Vocabulary.Count }
            : objective;
    }

    /// <summary>How many words of a vocabulary start with a vector of the model.</summary>
    public int CountShared(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return vocabulary.Words.Count(word => Vocabulary.TryGetId(word, out _));
    }

    /// <summary>Whether a training counts pairs as those of the model were counted: with the same window, window weights and subsampling, and without distinguishing sides; true where the model holds none.</summary>
    /// <param name="options">The options of the training, with the objective set.</param>
    public bool CountsPairsLike(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _pairs is null
            || (options.ActualObjective.ContextSides == 1 && _options is { } own && own.Window == options.Window && own.ActualWindowWeighting == options.ActualWindowWeighting && own.SubsamplingThreshold == options.SubsamplingThreshold);
    }

    /// <summary>About how many bytes the counts of pairs take in those of a training that adds them: in its rows, and once more where they are kept again.</summary>
    internal long PairBytesIn(TrainingOptions options) => _pairs is null || options.ActualObjective is not ExactSoftmax exact
        ? 0
        : Math.Min(exact.MemoryLimit / 2, _pairs.Bytes * CoOccurrenceRow.EntryBytes / PairSums.TypicalEntryBytes) + (exact.KeepCounts ? _pairs.Bytes : 0);

    /// <summary>Whether the output vectors serve a training: those of another objective would not.</summary>
    /// <param name="objective">What the training learns with.</param>
    internal bool HasOutputFor(Objective objective) =>
        _output is not null && (_options?.Objective is not { } trained || trained.GetType() == objective.GetType()) && _output.Rows == objective.OutputRows(Vocabulary);

    /// <summary>Copies what the model shares with the start into it. Before that it has its random start.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isExtended">Whether the model's words are those of the start, with the same ids, and others behind them.</param>
    internal void CopyTo(EmbeddingModel model, bool isExtended)
    {
        if (Dimension != model.Options.Dimension)
        {
            throw new ArgumentException($"The vectors to start from have {Dimension:N0} numbers, but {nameof(TrainingOptions.Dimension)} is {model.Options.Dimension:N0}.");
        }

        int[] ids = IdsIn(model.Vocabulary);
        if (isExtended && ids.Where((id, own) => id != own).Any())
        {
            throw new ArgumentException("The text was encoded with another extended vocabulary than that of the vectors to start from.");
        }

        CopyInput(model, ids);
        model.PairsBefore = isExtended ? PairsFor(model.Options) : null;
        if (HasOutputFor(model.Options.ActualObjective))
        {
            model.Options.ActualObjective.TransferOutput(Vocabulary, _output!, model.Vocabulary, model.Output);
            CopyBiases(model, ids);
        }
    }

    /// <summary>The counts of pairs, for a training that counts those of its text in the same way.</summary>
    /// <exception cref="ArgumentException">It counts them otherwise.</exception>
    private PairSums? PairsFor(TrainingOptions options) => _pairs is null || !options.ActualObjective.TrainsFromCounts ? null
        : options.ActualObjective.ContextSides != 1 ? throw new ArgumentException($"The counts of the model do not distinguish sides: {nameof(ExactSoftmax.Directional)} must be off.")
        : CountsPairsLike(options) ? _pairs
        : throw new ArgumentException(
            $"The counts of the model are those of {nameof(TrainingOptions.Window)} {_options!.Window}, {nameof(TrainingOptions.WindowWeighting)} {_options.WindowWeighting} and "
            + $"{nameof(TrainingOptions.SubsamplingThreshold)} {_options.SubsamplingThreshold}: others can't be added to them.");

    /// <summary>For each of the model's words its id in a vocabulary, −1 where that does not have it.</summary>
    internal int[] IdsIn(Vocabulary vocabulary) => [.. Vocabulary.Words.Select(word => vocabulary.TryGetId(word, out int id) ? id : -1)];

    private void CopyInput(EmbeddingModel model, int[] ids)
    {
        if (model.SubwordRows is { } rows)
        {
            CopyNgrams(model, rows, ids);
        }

        Span<float> sum = new float[Dimension];
        for (int own = 0; own < ids.Length; own++)
        {
            if (ids[own] < 0)
            {
                continue;
            }

            Span<float> row = model.Input.Row(ids[own]);
            _input.Matrix[own].CopyTo(row);
            if (model.SubwordRows is { } subwords)
            {
                Decompose(model, subwords.RowsOf(ids[own]), row, sum);
            }
        }
    }

    /// <summary>Makes the row of a word of its vector: row = n · vector − Σ rows of its n-grams, of which there are n − 1.</summary>
    private static void Decompose(EmbeddingModel model, ReadOnlySpan<int> rows, Span<float> row, Span<float> sum)
    {
        sum.Clear();
        foreach (int ngram in rows[1..])
        {
            TensorPrimitives.Add(sum, model.Input[ngram], sum);
        }

        TensorPrimitives.Multiply(row, rows.Length, row);
        TensorPrimitives.Subtract(row, sum, row);
    }

    /// <summary>N-grams that the model has rows for take them. Others of its words start at zero: so that a word's own row alone makes its vector.</summary>
    private void CopyNgrams(EmbeddingModel model, SubwordRows rows, int[] ids)
    {
        foreach (int id in ids)
        {
            foreach (int ngram in id < 0 ? [] : rows.RowsOf(id)[1..])
            {
                model.Input.Row(ngram).Clear();
            }
        }

        if (_input.Subwords is not { } subwords || !SameNgrams(subwords, model.Options.Subwords!))
        {
            return;
        }

        for (int i = 0; i < rows.Buckets.Count; i++)
        {
            if (subwords.HasRow(rows.Buckets[i]))
            {
                Span<float> row = model.Input.Row(rows.Words + i);
                row.Clear();
                subwords.AddBucket(rows.Buckets[i], row);
            }
        }
    }

    private static bool SameNgrams(Subwords subwords, SubwordOptions options) =>
        subwords.MinLength == options.MinLength && subwords.MaxLength == options.MaxLength && subwords.Buckets == options.Buckets;

    private void CopyBiases(EmbeddingModel model, int[] ids)
    {
        int sides = model.Options.ActualObjective.ContextSides;
        if (model.OutputBias is not { } biases || _biases.Length != ids.Length * sides)
        {
            return;
        }

        model.HasBias = new bool[model.Vocabulary.Count * sides];
        for (int own = 0; own < _biases.Length; own++)
        {
            if (ids[own / sides] >= 0)
            {
                int context = (ids[own / sides] * sides) + (own % sides);
                biases.Row(0)[context] = _biases.Span[own];
                model.HasBias[context] = true;
            }
        }
    }
}
