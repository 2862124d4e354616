using System.Numerics.Tensors;
using System.Text;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// Writes a fastText model of version 12. A model with subwords has the rows of its words, computed from the words' vectors (<see cref="Subwords.Decompose"/>), and those of all
/// buckets, zeros for a bucket without a row; else a word's row is its vector. Without output vectors the output matrix is zero. As codes (.ftz) only buckets with a row have one.
/// </summary>
/// <param name="stream">Takes the file.</param>
/// <param name="content">What to write. The words have been checked.</param>
internal sealed class FastTextWriter(Stream stream, VectorFileContent content)
{
    private readonly Vocabulary _vocabulary = content.Vectors.Vocabulary;
    private readonly PaddedMatrix _matrix = content.Vectors.Matrix;
    private readonly Subwords? _subwords = content.Vectors.Subwords;

    /// <summary>Whether the file has the model's output vectors: a row for each word. One of codes has none, because only a training needs them.</summary>
    public static bool HoldsOutput(VectorFileContent content) => content.Numbers == NumberStorage.SinglePrecision && content.Output is { } output && output.Rows == content.Vectors.Count && output.Dimension == content.Vectors.Dimension;

    /// <summary>Writes the model.</summary>
    public void Write()
    {
        Write(FastTextFormat.Signature);
        Write(FastTextFormat.Version);
        Arguments().Write(stream);
        WriteWords();
        if (content.Numbers == NumberStorage.Codes)
        {
            WriteCodes();
            WriteSize(0);
        }
        else
        {
            WriteInput();
            WriteOutput();
        }
    }

    private FastTextArguments Arguments()
    {
        FastTextArguments arguments = (content.Options.GetValueOrDefault(FastTextFormat.OptionsName) is { } line ? FastTextArguments.FromCommandLine(line) : null)
            ?? new FastTextArguments { Dimension = 1 };
        return arguments with
        {
            Dimension = _matrix.Dimension,
            Buckets = _subwords?.Buckets ?? 0,
            MinLength = _subwords?.MinLength ?? 0,
            MaxLength = _subwords?.MaxLength ?? 0,
        };
    }

    private void WriteWords()
    {
        const long NotPruned = -1;
        const int Labels = 0;
        Write(_vocabulary.Count);
        Write(_vocabulary.Count);
        Write(Labels);
        Write(_vocabulary.TotalCount);
        IReadOnlyDictionary<int, int>? rowOfBucket = content.Numbers == NumberStorage.Codes ? _subwords?.RowOfBucket : null;
        Write(rowOfBucket?.Count ?? NotPruned);
        for (int id = 0; id < _vocabulary.Count; id++)
        {
            stream.Write(Encoding.UTF8.GetBytes(_vocabulary[id]));
            stream.WriteByte(0);
            Write(_vocabulary.HasCounts ? _vocabulary.Counts[id] : 0L);
            stream.WriteByte(0);
        }

        foreach ((int bucket, int row) in rowOfBucket?.OrderBy(entry => entry.Value) ?? Enumerable.Empty<KeyValuePair<int, int>>())
        {
            Write(bucket);
            Write(row);
        }
    }

    /// <summary>
    /// The input matrix as codes. A word's row makes up for the errors of its n-grams' codes: its vector is the mean of all these rows, so that of the error of the word's own code only
    /// the share of one row is left.
    /// </summary>
    private void WriteCodes()
    {
        stream.WriteByte(1);
        ComputedRows words = WordRows(_subwords);
        if (_subwords is null)
        {
            FastTextQuantised.Write(stream, ProductQuantiser.Train(words).Encode(words));
            return;
        }

        IStoredRows ngrams = _subwords.Table;
        var quantiser = ProductQuantiser.Train(new ComputedRows(words.Rows + ngrams.Rows, words.Dimension, (row, sum) =>
        {
            (IStoredRows part, int first) = row < words.Rows ? ((IStoredRows)words, 0) : (ngrams, words.Rows);
            part.AddTo(row - first, sum);
        }));
        QuantisedRows codes = quantiser.Encode(ngrams);
        FastTextQuantised.Write(stream, quantiser.Encode(WordRows(_subwords.With(codes))), codes);
    }

    /// <summary>The rows of the words: their vectors without what the n-grams with a row add.</summary>
    private ComputedRows WordRows(Subwords? subwords) => new(_matrix.Rows, _matrix.Dimension, (id, sum) =>
    {
        float[] row = _matrix[id].ToArray();
        subwords?.Decompose(Encoding.UTF8.GetBytes(_vocabulary[id]), row, new float[row.Length], countsAll: false);
        TensorPrimitives.Add(sum, row, sum);
    });

    private void WriteInput()
    {
        WriteSize((long)_matrix.Rows + (_subwords?.Buckets ?? 0));
        float[] row = new float[_matrix.Dimension];
        float[] sum = new float[_matrix.Dimension];
        for (int id = 0; id < _matrix.Rows; id++)
        {
            _matrix[id].CopyTo(row);
            _subwords?.Decompose(Encoding.UTF8.GetBytes(_vocabulary[id]), row, sum, countsAll: true);
            LittleEndian.Write<float>(stream, row);
        }

        // fastText reads a table with rows for some buckets only where it is quantised.
        for (int bucket = 0; bucket < _subwords?.Buckets; bucket++)
        {
            row.AsSpan().Clear();
            _subwords.AddBucket(bucket, row);
            LittleEndian.Write<float>(stream, row);
        }
    }

    private void WriteOutput()
    {
        WriteSize(_matrix.Rows);
        PaddedMatrix? output = HoldsOutput(content) ? content.Output : null;
        float[] zeros = new float[_matrix.Dimension];
        for (int row = 0; row < _matrix.Rows; row++)
        {
            LittleEndian.Write(stream, output is null ? zeros : output[row]);
        }
    }

    /// <summary>Begins a matrix of single-precision numbers: a byte for that, its rows and the length of a row.</summary>
    private void WriteSize(long rows)
    {
        stream.WriteByte(0);
        Write(rows);
        Write((long)_matrix.Dimension);
    }

    private void Write<T>(T number)
        where T : unmanaged => LittleEndian.Write<T>(stream, [number]);
}
