using System.Numerics.Tensors;
using Talpa.Inputs;
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
    private readonly FastTextBytes _bytes = new(stream, path);
    private readonly List<string> _warnings = [];

    /// <summary>For each word kept, its number in the file.</summary>
    private readonly List<int> _kept = [];

    /// <summary>Reads the model.</summary>
    /// <exception cref="UnusableInputException">It is corrupt, cut off or of another version.</exception>
    public VectorFileContent Read()
    {
        int? version = ReadVersion();
        FastTextArguments arguments = ReadArguments();
        FastTextDictionary dictionary = FastTextDictionary.Read(_bytes, mayBePruned: version is not null);
        CharacterNgrams? ngrams = NgramsOf(version, arguments);
        bool isQuantised = version is not null && _bytes.ReadBoolean();
        if (!isQuantised && dictionary.RowOfBucket is not null)
        {
            // fastText refuses such files too: an early version wrote other rows into them.
            throw UnusableInputException.InFile(path, "the model was pruned but not quantised, as an early version of fastText wrote it; get a newer file of it");
        }

        VectorCollector collector = NewCollector(arguments, dictionary);
        Subwords? subwords = isQuantised ? ReadQuantised(arguments, dictionary, collector, ngrams) : ReadDense(arguments, dictionary, collector, ngrams);
        PaddedMatrix? output = ReadOutput(arguments, dictionary, isQuantised, version);
        _bytes.RequireEnd();
        VectorFileContent content = collector.ToContent();
        Compose(content.Vectors, subwords, dictionary);
        NoteClassifier(arguments, dictionary);
        return content with
        {
            Vectors = new WordVectors(content.Vectors.Vocabulary, content.Vectors.Matrix, subwords),
            Output = output,
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { [FastTextFormat.OptionsName] = arguments.CommandLine },
            Warnings = [.. content.Warnings, .. _warnings],
        };
    }

    /// <summary>The version; <c>null</c> for a file of the time before there were versions.</summary>
    private int? ReadVersion()
    {
        if (!_bytes.TryTake(FastTextFormat.Signature))
        {
            return null;
        }

        int version = _bytes.Read<int>();
        return version is >= FastTextFormat.FirstVersion and <= FastTextFormat.Version
            ? version
            : throw UnusableInputException.AtByte(
                path, sizeof(int), $"version {version} of fastText's format; this Talpa knows the versions {FastTextFormat.FirstVersion} and {FastTextFormat.Version}, export the vectors as text (.vec)");
    }

    private FastTextArguments ReadArguments()
    {
        Span<byte> bytes = stackalloc byte[FastTextArguments.Bytes];
        _bytes.Read(bytes);
        FastTextArguments arguments = FastTextArguments.Parse(bytes);
        return arguments.IsPlausible ? arguments : throw _bytes.Fault(-FastTextArguments.Bytes, "the arguments of the training are out of their ranges");
    }

    /// <summary>The n-grams of words; <c>null</c> where the model has none, or where all its n-grams are of words.</summary>
    private CharacterNgrams? NgramsOf(int? version, FastTextArguments arguments)
    {
        // Classifiers of version 11 have no character n-grams, whatever their arguments are. So it is in fastText.
        bool hasNone = arguments.IsSupervised && version is null or FastTextFormat.FirstVersion;
        if (arguments.MaxLength == 0 || arguments.Buckets == 0 || hasNone)
        {
            return null;
        }

        return arguments.MaxLength <= CharacterNgrams.LongestLength
            ? new CharacterNgrams(arguments.MinLength, arguments.MaxLength, arguments.Buckets)
            : throw UnusableInputException.InFile(
                path, $"the n-grams have up to {arguments.MaxLength:N0} characters, more than the {CharacterNgrams.LongestLength} that are read; export the vectors as text (.vec)");
    }

    private VectorCollector NewCollector(FastTextArguments arguments, FastTextDictionary dictionary)
    {
        // Every row takes a byte or more of the rest of the file.
        _bytes.Require(dictionary.Words, 1);
        return new VectorCollector(
            path, dictionary.Words, arguments.Dimension, options, isChecked: _bytes.Left / sizeof(float) / arguments.Dimension >= dictionary.Words, hasCounts: dictionary.Counts.AsSpan().ContainsAnyExcept(0L));
    }

    private Subwords? ReadDense(FastTextArguments arguments, FastTextDictionary dictionary, VectorCollector collector, CharacterNgrams? ngrams)
    {
        long rows = ReadDenseSize(arguments.Dimension);
        long rowBytes = (long)arguments.Dimension * sizeof(float);
        RequireRows(rows, dictionary, ngrams?.Buckets ?? 0);
        int word = 0;
        for (; word < dictionary.Words && !collector.IsFull; word++)
        {
            _bytes.Read(collector.NextRow);
            Keep(collector, dictionary, word);
        }

        _bytes.Skip((dictionary.Words - word) * rowBytes);
        if (ngrams is not { } some)
        {
            _bytes.Skip((rows - dictionary.Words) * rowBytes);
            return null;
        }

        PaddedMatrix table = VectorCollector.NewTable(path, some.Buckets, arguments.Dimension);
        ReadRows(table);
        _bytes.Skip((rows - dictionary.Words - some.Buckets) * rowBytes);
        return new Subwords(some, new DenseNgramRows(table));
    }

    private Subwords? ReadQuantised(FastTextArguments arguments, FastTextDictionary dictionary, VectorCollector collector, CharacterNgrams? ngrams)
    {
        QuantisedRows rows = FastTextQuantised.Read(_bytes, arguments.Dimension);
        RequireRows(rows.Rows, dictionary, dictionary.RowOfBucket?.Count ?? ngrams?.Buckets ?? 0);
        for (int word = 0; word < dictionary.Words && !collector.IsFull; word++)
        {
            Span<float> row = collector.NextRow;
            row.Clear();
            rows.AddTo(word, row);
            Keep(collector, dictionary, word);
        }

        return ngrams is { } some && dictionary.RowOfBucket is not { Count: 0 }
            ? new Subwords(some, rows.From(dictionary.Words), dictionary.RowOfBucket)
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
    private PaddedMatrix? ReadOutput(FastTextArguments arguments, FastTextDictionary dictionary, bool isQuantised, int? version)
    {
        bool isOutputQuantised = version is not null && _bytes.ReadBoolean();
        if (isQuantised && isOutputQuantised)
        {
            _ = FastTextQuantised.Read(_bytes, arguments.Dimension);
            return null;
        }

        long rows = ReadDenseSize(arguments.Dimension);
        bool isOfWords = arguments.HasOutputOfWords && rows == dictionary.Words;
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

    /// <summary>Reads the size of a matrix that is stored as it is, and makes sure that the file is long enough for it.</summary>
    private long ReadDenseSize(int dimension)
    {
        long rows = _bytes.Read<long>();
        long columns = _bytes.Read<long>();
        if (columns != dimension)
        {
            throw _bytes.Fault(-sizeof(long), $"a matrix has rows of {columns:N0} numbers, but the vectors have {dimension:N0}");
        }

        _bytes.Require(rows, (long)dimension * sizeof(float));
        return rows;
    }

    private void RequireRows(long rows, FastTextDictionary dictionary, int ngrams)
    {
        if (rows < (long)dictionary.Words + ngrams)
        {
            throw _bytes.Fault(0, $"{dictionary.Words:N0} words and {ngrams:N0} buckets have {rows:N0} rows");
        }
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
        int notFinite = 0;
        for (int id = 0; id < _kept.Count && subwords is not null; id++)
        {
            Span<float> row = vectors.Matrix.Row(id);
            bool wasFinite = TensorPrimitives.IsFiniteAll<float>(row);
            subwords.Compose(dictionary[_kept[id]], row);
            notFinite += wasFinite && !TensorPrimitives.IsFiniteAll<float>(row) ? 1 : 0;
        }

        if (notFinite > 0)
        {
            _warnings.Add($"{notFinite:N0} {(notFinite == 1 ? "word has an n-gram" : "words have n-grams")} with NaN or infinity; such a vector is like no other (similarity 0)");
        }
    }

    private void NoteClassifier(FastTextArguments arguments, FastTextDictionary dictionary)
    {
        if (arguments.IsSupervised)
        {
            _warnings.Add($"the model is a classifier; its {dictionary.Labels:N0} {(dictionary.Labels == 1 ? "label was" : "labels were")} left out");
        }
    }
}
