using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Talpa.CoOccurrence;
using Talpa.Formats;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Contents of vector files for tests, and their bitwise comparison.</summary>
internal static class Contents
{
    /// <summary>Characters that readers often get wrong: several bytes, beyond 16 bits, non-ASCII spaces, a byte order mark, quotation marks, digits.</summary>
    private static readonly string[] Parts =
        ["a", "Z", "é", "ß", "中", "😀", "\u00A0", "\u2028", "\uFEFF", "\u0085", "\0", "\"", "'", "\\", ",", "-", ".", "0", "1", "e", "#", ":", "</s>", "\u200D", "שלום"];

    /// <summary>Numbers of any bits except NaN, whose bits are not preserved in text.</summary>
    private static readonly Gen<float> GenNumber = Gen.Frequency(
        (10, Gen.Float[-2, 2]),
        (3, Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(number => !float.IsNaN(number))),
        (1, Gen.OneOf(0f, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, 1e-38f, 16777217f, 0.1f, 1f)));

    private static readonly Gen<string> GenWord = Gen.OneOf(Parts).Array[1, 6].Select(parts => string.Concat(parts));

    /// <summary>Words without ASCII white space, which every format can store, with vectors of any finite or infinite numbers.</summary>
    public static readonly Gen<WordVectors> GenVectors =
        from words in GenWord.HashSet[1, 12]
        from dimension in Gen.Int[1, 20]
        from counts in Gen.Long[0, long.MaxValue / 32].Array[words.Count].Null()
        from numbers in GenNumber.Array[words.Count * dimension]
        select WithCounts(words, counts, dimension, numbers);

    /// <summary>The same, with words that a format can store: word2vec's formats exclude control characters.</summary>
    public static Gen<WordVectors> GenVectorsFor(VectorFileFormat format) =>
        GenVectors.Where(vectors => vectors.Vocabulary.Words.All(word => WordRules.Fits(word, FormatTable.Default[format])));

    /// <summary>All content that a file of Talpa's own format can store.</summary>
    public static readonly Gen<VectorFileContent> GenContent =
        from vectors in GenVectors
        from rows in Gen.Int[0, 9]
        from output in GenNumber.Array[rows * vectors.Dimension].Null()
        from bias in GenNumber.Array[1, 40].Null()
        from options in Gen.Dictionary(GenWord, GenWord)[0, 5]
        select new VectorFileContent
        {
            Vectors = vectors,
            Output = output is null ? null : TableOf(rows, vectors.Dimension, output),
            OtherTables = bias is null ? new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal) : new(StringComparer.Ordinal) { ["output-bias"] = TableOf(1, bias.Length, bias) },
            Options = options,
        };

    /// <summary>N-grams with random rows: of all buckets, or of some.</summary>
    public static Gen<Subwords> GenSubwords(int dimension) =>
        from buckets in Gen.Int[1, 12]
        from min in Gen.Int[0, 4]
        from max in Gen.Int[1, 6]
        from some in Gen.Int[0, buckets - 1].HashSet[0, buckets - 1]
        from numbers in GenNumber.Array[buckets * dimension]
        select some.Count == 0
            ? new Subwords(new CharacterNgrams(min, max, buckets), new MatrixRows(TableOf(buckets, dimension, numbers)))
            : new Subwords(
                new CharacterNgrams(min, max, buckets),
                new MatrixRows(TableOf(some.Count, dimension, numbers.AsSpan(0, some.Count * dimension))),
                some.Select((bucket, row) => (bucket, row)).ToDictionary(pair => pair.bucket, pair => pair.row));

    /// <summary>Counts of random pairs.</summary>
    public static Gen<PairSums> GenPairs(int words) =>
        from kept in Gen.Float[0, 1].Array[words]
        from contexts in Gen.Int[0, words - 1].HashSet[0, words].Array[words]
        from sum in Gen.Long[1, long.MaxValue / 8]
        select new PairSums(kept, [.. contexts.Select(ids => PairSums.Encode(SumsOf([.. ids.Order()], sum)))]);

    /// <summary>All content of a model with subwords, and with counts of pairs.</summary>
    public static readonly Gen<VectorFileContent> GenWithSubwords =
        from content in GenContent
        from subwords in GenSubwords(content.Vectors.Dimension)
        from pairs in GenPairs(content.Vectors.Count).Null()
        select content with { Vectors = new WordVectors(content.Vectors.Vocabulary, content.Vectors.Matrix, subwords), Pairs = pairs };

    /// <summary>Three words with counts, two of them of several bytes, and vectors of 3 numbers.</summary>
    public static VectorFileContent Small() => new()
    {
        Vectors = WithCounts(["mole", "großer", "土竜"], [900, 40, 3], 3, [1.5f, -2.25f, 0.1f, 3e-5f, 7, -0f, 0.3333333f, 1e20f, -1]),
    };

    public static PaddedMatrix TableOf(int rows, int dimension, ReadOnlySpan<float> numbers)
    {
        var table = new PaddedMatrix(rows, dimension);
        for (int row = 0; row < rows; row++)
        {
            numbers.Slice(row * dimension, dimension).CopyTo(table.Row(row));
        }

        return table;
    }

    public static WordVectors WithCounts(IEnumerable<string> words, IEnumerable<long>? counts, int dimension, ReadOnlySpan<float> numbers)
    {
        var vocabulary = new Vocabulary(words, counts);
        return new WordVectors(vocabulary, TableOf(vocabulary.Count, dimension, numbers));
    }

    public static void RequireEqual(WordVectors expected, WordVectors actual, bool withCounts)
    {
        Assert.Equal(expected.Vocabulary.Words, actual.Vocabulary.Words);
        Assert.Equal(expected.Vocabulary.HasCounts && withCounts, actual.Vocabulary.HasCounts);
        if (actual.Vocabulary.HasCounts)
        {
            Assert.Equal(expected.Vocabulary.Counts.ToArray(), actual.Vocabulary.Counts.ToArray());
        }

        RequireEqual(expected.Matrix, actual.Matrix);
    }

    public static void RequireEqual(PaddedMatrix expected, PaddedMatrix actual)
    {
        Assert.Equal((expected.Rows, expected.Dimension), (actual.Rows, actual.Dimension));
        for (int row = 0; row < expected.Rows; row++)
        {
            // Compares bits, so that −0 differs from 0. The padding is part of the contract.
            Assert.Equal(Bits(expected.PaddedRow(row)), Bits(actual.PaddedRow(row)));
        }
    }

    public static void RequireEqual(VectorFileContent expected, VectorFileContent actual)
    {
        RequireEqual(expected.Vectors, actual.Vectors, withCounts: true);
        Assert.Equal(expected.Output is null, actual.Output is null);
        if (expected.Output is not null)
        {
            RequireEqual(expected.Output, actual.Output!);
        }

        RequireEqual(expected.Vectors.Subwords, actual.Vectors.Subwords);
        RequireEqual(expected.Pairs, actual.Pairs);
        Assert.Equal(expected.OtherTables.Keys, actual.OtherTables.Keys);
        foreach ((string name, PaddedMatrix table) in expected.OtherTables)
        {
            RequireEqual(table, actual.OtherTables[name]);
        }

        Assert.Equal(expected.Options.OrderBy(o => o.Key, StringComparer.Ordinal), actual.Options.OrderBy(o => o.Key, StringComparer.Ordinal));
    }

    private static void RequireEqual(PairSums? expected, PairSums? actual)
    {
        Assert.Equal(expected?.Kept.ToArray(), actual?.Kept.ToArray());
        for (int word = 0; word < expected?.Words; word++)
        {
            Assert.Equal(expected[word], actual![word]);
        }
    }

    /// <summary>Sums in the form of a row counter: the sums of all contexts, then their ids.</summary>
    private static byte[] SumsOf(int[] ids, long sum) =>
        [.. MemoryMarshal.AsBytes<long>(Enumerable.Repeat(sum, ids.Length).ToArray()), .. MemoryMarshal.AsBytes<int>(ids)];

    /// <summary>Asserts that two models have the same n-grams, and that each bucket has the same row.</summary>
    public static void RequireEqual(Subwords? expected, Subwords? actual)
    {
        Assert.Equal(Numbers(expected), Numbers(actual));
        for (int bucket = 0; bucket < expected?.Buckets; bucket++)
        {
            Assert.Equal(RowOf(expected, bucket), RowOf(actual!, bucket));
        }

        static (int, int, int, int, int)? Numbers(Subwords? subwords) => subwords is null
            ? null
            : (subwords.MinLength, subwords.MaxLength, subwords.Buckets, subwords.Rows, subwords.Dimension);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static uint[]? RowOf(Subwords subwords, int bucket)
    {
        int row = bucket;
        if (subwords.RowOfBucket?.TryGetValue(bucket, out row) == false)
        {
            return null;
        }

        // Adding to zero makes 0 of −0.
        float[] numbers = new float[subwords.Dimension];
        subwords.Table.AddTo(row, numbers);
        return Bits(numbers);
    }

    private static uint[] Bits(ReadOnlySpan<float> numbers)
    {
        uint[] bits = new uint[numbers.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.SingleToUInt32Bits(numbers[i]);
        }

        return bits;
    }
}
