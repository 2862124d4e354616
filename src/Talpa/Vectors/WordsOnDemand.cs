using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>
/// The vectors of a vocabulary whose rows stay in a mapped file, each composed when it is first needed. Any number of threads may use it at once: those that compose the
/// same row write the same numbers.
/// </summary>
internal sealed class WordsOnDemand
{
    private readonly MappedRows _rows;
    private readonly PaddedMatrix _vectors;
    private readonly bool[] _isComposed;
    private readonly Lazy<PaddedMatrix> _all;

    /// <summary>Takes rows.</summary>
    /// <param name="vocabulary">The words, V of them.</param>
    /// <param name="rows">Their rows, V or more.</param>
    /// <param name="subwords">The rows of n-grams; <c>null</c> where a word's row is its vector.</param>
    public WordsOnDemand(Vocabulary vocabulary, MappedRows rows, Subwords? subwords)
    {
        Vocabulary = vocabulary;
        _rows = rows;
        Subwords = subwords;
        _vectors = new PaddedMatrix(vocabulary.Count, rows.Dimension);
        _isComposed = new bool[vocabulary.Count];
        _all = new Lazy<PaddedMatrix>(ComposeAll);
    }

    /// <summary>The words.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The rows of n-grams; <c>null</c> where a word's row is its vector.</summary>
    public Subwords? Subwords { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension => _vectors.Dimension;

    /// <summary>All vectors. They are composed at the first call, which reads the whole file.</summary>
    public PaddedMatrix All => _all.Value;

    /// <summary>The vector of a word.</summary>
    /// <param name="id">0 to V − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public ReadOnlyMemory<float> this[int id]
    {
        get
        {
            ReadOnlyMemory<float> vector = _vectors.MemoryOf(id);
            Compose(id);
            return vector;
        }
    }

    private PaddedMatrix ComposeAll()
    {
        _ = Parallel.For(0, Vocabulary.Count, Compose);
        return _vectors;
    }

    private void Compose(int id)
    {
        if (Volatile.Read(ref _isComposed[id]))
        {
            return;
        }

        // Not in place: a thread that has composed the row may read it now.
        const int StackNumbers = 1024;
        Span<float> vector = Dimension <= StackNumbers ? stackalloc float[StackNumbers] : new float[Dimension];
        vector = vector[..Dimension];
        _rows[id].CopyTo(vector);
        Subwords?.Compose(Vocabulary[id], vector);
        vector.CopyTo(_vectors.Row(id));
        Volatile.Write(ref _isComposed[id], true);
    }
}
