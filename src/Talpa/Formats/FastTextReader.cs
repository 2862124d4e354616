using System.Numerics.Tensors;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// Reads a fastText model: the words, the rows of words and n-grams, and the output matrix. The words' vectors are composed here, once: each is the mean of the
/// word's row and the rows of its n-grams, which is what <c>fasttext print-word-vectors</c> prints.
/// </summary>
/// <param name="stream">The file, at its start; it can seek.</param>
/// <param name="path">Its name for messages.</param>
/// <param name="options">Which words to keep.</param>
internal sealed class FastTextReader(Stream stream, string path, VectorReadOptions options)
{
    private readonly CheckedBytes _bytes = new(stream, path);
    private readonly List<string> _warnings = [];

    /// <summary>For each word kept, its number in the file.</summary>
    private readonly List<int> _kept = [];

    /// <summary>Reads the model.</summary>
    /// <exception cref="UnusableInputException">It is corrupt, cut off or of another version.</exception>
    public VectorFileContent Read()
    {
        FastTextHeader header = FastTextHeader.Read(_bytes);
        (FastTextArguments arguments, FastTextDictionary dictionary) = (header.Arguments, header.Dictionary);
        VectorCollector collector = NewCollector(arguments, dictionary);
        Subwords? subwords = header.IsQuantised ? ReadQuantised(header, collector) : ReadDense(header, collector);
        PaddedMatrix? output = ReadOutput(header);
        _bytes.RequireEnd();
        VectorFileContent content = collector.ToContent();
        Compose(content.Vectors, subwords, dictionary);
        _warnings.AddRange(header.Warnings);
        return content with
        {
            Vectors = new WordVectors(content.Vectors.Vocabulary, content.Vectors.Matrix, subwords),
            Output = output,
            Numbers = header.IsQuantised ? NumberStorage.Codes : NumberStorage.SinglePrecision,
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { [FastTextFormat.OptionsName] = arguments.CommandLine },
            Warnings = [.. content.Warnings, .. _warnings],
        };
    }

    private VectorCollector NewCollector(FastTextArguments arguments, FastTextDictionary dictionary)
    {
        // Every row takes a byte or more of the rest of the file.
        _bytes.Require(dictionary.Words, 1);
        return new VectorCollector(
            path, dictionary.Words, arguments.Dimension, options, isChecked: _bytes.Left / sizeof(float) / arguments.Dimension >= dictionary.Words, hasCounts: dictionary.HasCounts);
    }

    private Subwords? ReadDense(FastTextHeader header, VectorCollector collector)
    {
        FastTextDictionary dictionary = header.Dictionary;
        long rows = _bytes.ReadSize(header.Arguments.Dimension);
        long rowBytes = (long)header.Arguments.Dimension * sizeof(float);
        header.RequireRows(_bytes, rows);
        int word = 0;
        for (; word < dictionary.Words && !collector.IsFull; word++)
        {
            _bytes.Read(collector.NextRow);
            Keep(collector, dictionary, word);
        }

        _bytes.Skip((dictionary.Words - word) * rowBytes);
        if (header.Ngrams is not { } ngrams)
        {
            _bytes.Skip((rows - dictionary.Words) * rowBytes);
            return null;
        }

        PaddedMatrix table = VectorCollector.NewTable(path, ngrams.Buckets, header.Arguments.Dimension);
        ReadRows(table);
        _bytes.Skip((rows - dictionary.Words - ngrams.Buckets) * rowBytes);
        return new Subwords(ngrams, new MatrixRows(table));
    }

    private Subwords? ReadQuantised(FastTextHeader header, VectorCollector collector)
    {
        FastTextDictionary dictionary = header.Dictionary;
        QuantisedRows rows = FastTextQuantised.Read(_bytes, header.Arguments.Dimension);
        header.RequireRows(_bytes, rows.Rows);
        for (int word = 0; word < dictionary.Words && !collector.IsFull; word++)
        {
            Span<float> row = collector.NextRow;
            row.Clear();
            rows.AddTo(word, row);
            Keep(collector, dictionary, word);
        }

        return header.Ngrams is { } ngrams && dictionary.RowOfBucket is not { Count: 0 }
            ? new Subwords(ngrams, rows.Part(dictionary.Words, dictionary.RowOfBucket?.Count ?? ngrams.Buckets), dictionary.RowOfBucket)
            : null;
    }

    private void Keep(VectorCollector collector, FastTextDictionary dictionary, int word)
    {
        int before = collector.Count;
        collector.Add(dictionary[word], dictionary.Counts[word]);
        if (collector.Count > before)
        {
            _kept.Add(word);
        }
    }

    /// <summary>The output vectors of the words; <c>null</c> where the rows are not words', or not all words are kept.</summary>
    private PaddedMatrix? ReadOutput(FastTextHeader header)
    {
        FastTextArguments arguments = header.Arguments;
        if (header.ReadIsOutputQuantised(_bytes))
        {
            _ = FastTextQuantised.Read(_bytes, arguments.Dimension);
            return null;
        }

        long rows = _bytes.ReadSize(arguments.Dimension);
        bool isOfWords = arguments.HasOutputOfWords && rows == header.Dictionary.Words;
        if (isOfWords && rows == _kept.Count)
        {
            PaddedMatrix output = VectorCollector.NewTable(path, rows, arguments.Dimension);
            ReadRows(output);
            return output;
        }

        if (isOfWords)
        {
            _warnings.Add("the output vectors were left out, because not all words are kept");
        }

        _bytes.Skip(rows * arguments.Dimension * sizeof(float));
        return null;
    }

    private void ReadRows(PaddedMatrix table)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            _bytes.Read(table.Row(row));
        }
    }

    private void Compose(WordVectors vectors, Subwords? subwords, FastTextDictionary dictionary)
    {
        if (subwords is null)
        {
            return;
        }

        int notFinite = 0;
        _ = Parallel.For(0, _kept.Count, id =>
        {
            Span<float> row = vectors.Matrix.Row(id);
            bool wasFinite = TensorPrimitives.IsFiniteAll<float>(row);
            subwords.Compose(dictionary[_kept[id]], row);
            if (wasFinite && !TensorPrimitives.IsFiniteAll<float>(row))
            {
                _ = Interlocked.Increment(ref notFinite);
            }
        });
        if (notFinite > 0)
        {
            _warnings.Add($"{notFinite:N0} {(notFinite == 1 ? "word has an n-gram" : "words have n-grams")} with NaN or infinity; such a vector is like no other (similarity 0)");
        }
    }
}
