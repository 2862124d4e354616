using System.Text;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// Writes a fastText model of version 12. A model with subwords has the rows of its words, computed from the words' vectors (<see cref="Subwords.Decompose"/>), and those of all
/// buckets, zeros for a bucket without a row; else a word's row is its vector. Without output vectors the output matrix is zero.
/// </summary>
/// <param name="stream">Takes the file.</param>
/// <param name="content">What to write. The words have been checked.</param>
internal sealed class FastTextWriter(Stream stream, VectorFileContent content)
{
    private readonly Vocabulary _vocabulary = content.Vectors.Vocabulary;
    private readonly PaddedMatrix _matrix = content.Vectors.Matrix;
    private readonly Subwords? _subwords = content.Vectors.Subwords;

    /// <summary>Whether the file has the model's output vectors: a row for each word.</summary>
    public static bool HoldsOutput(VectorFileContent content) => content.Output is { } output && output.Rows == content.Vectors.Count && output.Dimension == content.Vectors.Dimension;

    /// <summary>Writes the model.</summary>
    public void Write()
    {
        Write(FastTextFormat.Signature);
        Write(FastTextFormat.Version);
        Arguments().Write(stream);
        WriteWords();
        WriteInput();
        WriteOutput();
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
        Write(NotPruned);
        for (int id = 0; id < _vocabulary.Count; id++)
        {
            stream.Write(Encoding.UTF8.GetBytes(_vocabulary[id]));
            stream.WriteByte(0);
            Write(_vocabulary.HasCounts ? _vocabulary.Counts[id] : 0L);
            stream.WriteByte(0);
        }
    }

    private void WriteInput()
    {
        WriteSize((long)_matrix.Rows + (_subwords?.Buckets ?? 0));
        float[] row = new float[_matrix.Dimension];
        float[] sum = new float[_matrix.Dimension];
        for (int id = 0; id < _matrix.Rows; id++)
        {
            _matrix[id].CopyTo(row);
            _subwords?.Decompose(Encoding.UTF8.GetBytes(_vocabulary[id]), row, sum);
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

    /// <summary>Begins a matrix that is stored as it is: a byte for that, its rows and the length of a row.</summary>
    private void WriteSize(long rows)
    {
        stream.WriteByte(0);
        Write(rows);
        Write((long)_matrix.Dimension);
    }

    private void Write<T>(T number)
        where T : unmanaged => LittleEndian.Write<T>(stream, [number]);
}
