using System.Collections.Concurrent;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Compares the query results of gensim (tested with 4.2.0) and Talpa for files of other tools.</summary>
public sealed class GensimAnswersTests
{
    private const string Script = """
        path, binary, header = sys.argv[1], sys.argv[2] == 'True', sys.argv[3] == 'True'
        kv = KeyedVectors.load_word2vec_format(path, binary=binary, no_header=not header, unicode_errors='replace')
        words = kv.index_to_key
        nearest = [[w, kv.most_similar(w, topn=10)] for w in words[::7][:40]]
        questions = [[words[(i * k + k) % len(words)] for k in (3, 5, 11)] for i in range(30)]
        analogies = [[a, b, c,
                      kv.most_similar(positive=[b, c], negative=[a], topn=8),
                      kv.most_similar_cosmul(positive=[b, c], negative=[a], topn=8)]
                     for a, b, c in questions if len({a, b, c}) == 3]
        lists = [[words[(i * 13 + j * (i + 1)) % len(words)] for j in range(4)] for i in range(40)]
        odd = [[l, kv.doesnt_match(l)] for l in lists if len(set(l)) == 4]
        similarity = [[a, b, float(kv.similarity(a, b))] for a, b in zip(words[:60], words[5:65])]
        half = (len(words) + 1) // 2
        several = [[words[i:i + 3], words[i + 3:i + 5],
                    kv.most_similar(positive=words[i:i + 3], negative=words[i + 3:i + 5], topn=6),
                    kv.most_similar(positive=words[i:i + 3], topn=6, restrict_vocab=half)] for i in range(0, min(len(words) - 5, 60), 3)]
        ask = [w for i in range(10) for w in (words[i % len(words)], 'not-a-word-of-it')][:-1]
        mean = [[ask[:k], kv.get_mean_vector(ask[:k], pre_normalize=True).astype(float).tolist(),
                 kv.get_mean_vector(ask[:k], pre_normalize=False).astype(float).tolist()] for k in (1, 2, 7, 19)]
        sets = [[words[i:i + 2], words[i + 2:i + 5], float(kv.n_similarity(words[i:i + 2], words[i + 2:i + 5]))] for i in range(0, min(len(words) - 5, 60), 4)]
        rank = [[words[i], words[-1 - i], kv.rank(words[i], words[-1 - i])] for i in range(min(20, len(words) // 2))]
        central = [[words[i:i + 4], [[w, float(s)] for s, w in kv.rank_by_centrality(words[i:i + 4])]] for i in range(0, min(len(words) - 4, 40), 5)]
        print(json.dumps(dict(nearest=nearest, analogies=analogies, odd=odd, similarity=similarity, several=several, mean=mean, sets=sets, rank=rank,
                              central=central, half=[half])))
        """;

    private static readonly ConcurrentDictionary<string, JsonElement> Answers = new(StringComparer.Ordinal);

    public static TheoryData<string, bool, bool> Files => new()
    {
        { "gensim.bin", true, true },
        { "word2vec.bin", true, true },
        { "gensim.txt", false, true },
        { "fasttext.vec", false, true },
        { "glove.txt", false, false },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Nearest_words_equal_those_of_most_similar(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "nearest");
        Assert.True(expected.GetArrayLength() > 2);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            RequireEqual(query[1], vectors.Nearest(query[0].GetString()!, 10), query[0].GetString()!);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Analogies_equal_those_of_most_similar_and_most_similar_cosmul(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "analogies");
        Assert.True(expected.GetArrayLength() > 15);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            (string a, string b, string c) = (query[0].GetString()!, query[1].GetString()!, query[2].GetString()!);
            RequireEqual(query[3], vectors.Analogy(a, b, c, 8), $"{a} {b} {c}");
            RequireEqual(query[4], vectors.Analogy(a, b, c, 8, AnalogyObjective.Multiply), $"{a} {b} {c}, 3CosMul");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_odd_one_out_equals_that_of_doesnt_match(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "odd");
        Assert.True(expected.GetArrayLength() > 20);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            string[] words = [.. query[0].EnumerateArray().Select(word => word.GetString()!)];
            Assert.Equal(query[1].GetString(), vectors.OddOneOut(words));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Similarity_equals_that_of_gensim(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "similarity");
        Assert.True(expected.GetArrayLength() > 10);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            Assert.Equal(query[2].GetDouble(), vectors.Similarity(query[0].GetString()!, query[1].GetString()!), 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nearest_to_several_words_equal_those_of_most_similar_with_positive_and_negative_words(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "several");
        int half = Ask(file, binary, header, "half").Expected[0].GetInt32();
        Assert.True(expected.GetArrayLength() > 2);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            (string[] positive, string[] negative) = (Words(query[0]), Words(query[1]));
            RequireEqual(query[2], vectors.Nearest(positive, negative, 6), string.Join(' ', positive));
            RequireEqual(query[3], vectors.Nearest(positive, count: 6, among: half), string.Join(' ', positive) + ", of half the words");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_mean_equals_that_of_get_mean_vector(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "mean");
        Assert.Equal(4, expected.GetArrayLength());
        foreach (JsonElement query in expected.EnumerateArray())
        {
            string[] words = Words(query[0]);
            RequireNear(query[1], vectors.Mean(words, out int unknown, unitLength: true));
            RequireNear(query[2], vectors.Mean(words, out _));
            Assert.Equal(words.Length / 2, unknown);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_similarity_of_two_sets_equals_that_of_n_similarity(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "sets");
        Assert.True(expected.GetArrayLength() > 1);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            Assert.Equal(query[2].GetDouble(), vectors.Similarity(Words(query[0]), Words(query[1])), 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_rank_equals_that_of_gensim(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "rank");
        Assert.True(expected.GetArrayLength() > 5);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            // The cosines of gensim and Talpa differ in the last digit, so that neighbours closer than that may be swapped.
            (string word, string neighbour) = (query[0].GetString()!, query[1].GetString()!);
            float limit = vectors.Similarity(word, neighbour);
            int ties = vectors.Vocabulary.Words.Count(other => Math.Abs(vectors.Similarity(word, other) - limit) < 1e-6f);
            Assert.InRange(vectors.RankOf(word, neighbour), query[2].GetInt32() - ties, query[2].GetInt32() + ties);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Centralities_equal_those_of_rank_by_centrality(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "central");
        Assert.True(expected.GetArrayLength() > 1);
        foreach (JsonElement query in expected.EnumerateArray())
        {
            RequireEqual(query[1], vectors.RankByCentrality(Words(query[0])), query[0].ToString());
        }
    }

    private static string[] Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];

    private static void RequireNear(JsonElement expected, float[] found)
    {
        Assert.Equal(expected.GetArrayLength(), found.Length);
        double length = Math.Sqrt(expected.EnumerateArray().Sum(number => number.GetDouble() * number.GetDouble()));
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(expected[i].GetDouble(), found[i], 1e-5 * Math.Max(length, 1e-3));
        }
    }

    private static (WordVectors Vectors, JsonElement Expected) Ask(string file, bool binary, bool header, string kind)
    {
        string path = TestFile.Path(file);
        JsonElement answers = Answers.GetOrAdd(file, _ => Python.Run(Script, path, $"{binary}", $"{header}"));
        return (VectorFileAccess.Read(path).Vectors, answers.GetProperty(kind));
    }

    /// <summary>Asserts the same words in the same order, except for words whose values differ by less than the tolerance.</summary>
    private static void RequireEqual(JsonElement expected, IReadOnlyList<Neighbour> found, string query)
    {
        Assert.Equal(expected.GetArrayLength(), found.Count);
        for (int i = 0; i < found.Count; i++)
        {
            double value = expected[i][1].GetDouble();
            double tolerance = 1e-5 * Math.Max(1, Math.Abs(value));
            Assert.Equal(value, found[i].Similarity, tolerance);
            if (found[i].Word != expected[i][0].GetString())
            {
                JsonElement same = expected.EnumerateArray().FirstOrDefault(other => other[0].GetString() == found[i].Word);
                double other = same.ValueKind == JsonValueKind.Undefined ? expected[found.Count - 1][1].GetDouble() : same[1].GetDouble();
                Assert.True(Math.Abs(other - value) < 2 * tolerance, $"{query}: {found[i].Word} where gensim has {expected[i][0]}");
            }
        }
    }
}
