using System.Collections.Concurrent;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>Asks gensim (4.2.0 when this was written) and Talpa the same about files that others made.</summary>
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
        print(json.dumps(dict(nearest=nearest, analogies=analogies, odd=odd, similarity=similarity)))
        """;

    private static readonly ConcurrentDictionary<string, JsonElement> Answers = new(StringComparer.Ordinal);

    public static TheoryData<string, bool, bool> Files => new()
    {
        { "euclidean_vectors.bin", true, true },
        { "similarity.bin", true, true },
        { "similarity.txt", false, true },
        { "lee_fasttext.vec", false, true },
        { "crime-and-punishment.vec", false, true },
        { "toy-model.vec", false, true },
        { "test_glove.txt", false, false },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Nearest_words_are_those_of_most_similar(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "nearest");
        Assert.True(expected.GetArrayLength() > 2);
        foreach (JsonElement asked in expected.EnumerateArray())
        {
            RequireEqual(asked[1], vectors.Nearest(asked[0].GetString()!, 10), asked[0].GetString()!);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Analogies_are_those_of_most_similar_and_most_similar_cosmul(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "analogies");
        Assert.True(expected.GetArrayLength() > 15);
        foreach (JsonElement asked in expected.EnumerateArray())
        {
            (string a, string b, string c) = (asked[0].GetString()!, asked[1].GetString()!, asked[2].GetString()!);
            RequireEqual(asked[3], Analogy.Solve(vectors, a, b, c, 8), $"{a} {b} {c}");
            RequireEqual(asked[4], Analogy.Solve(vectors, a, b, c, 8, AnalogyObjective.Multiply), $"{a} {b} {c}, 3CosMul");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_odd_one_out_is_that_of_doesnt_match(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "odd");
        Assert.True(expected.GetArrayLength() > 20);
        foreach (JsonElement asked in expected.EnumerateArray())
        {
            string[] words = [.. asked[0].EnumerateArray().Select(word => word.GetString()!)];
            Assert.Equal(asked[1].GetString(), OddOneOut.Find(vectors, words));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Similarity_is_that_of_gensim(string file, bool binary, bool header)
    {
        (WordVectors vectors, JsonElement expected) = Ask(file, binary, header, "similarity");
        Assert.True(expected.GetArrayLength() > 10);
        foreach (JsonElement asked in expected.EnumerateArray())
        {
            Assert.Equal(asked[2].GetDouble(), vectors.Similarity(asked[0].GetString()!, asked[1].GetString()!), 1e-5);
        }
    }

    private static (WordVectors Vectors, JsonElement Expected) Ask(string file, bool binary, bool header, string kind)
    {
        string path = SharedData.Path($"models/{file}");
        JsonElement answers = Answers.GetOrAdd(file, _ => Python.Run(Script, path, $"{binary}", $"{header}"));
        return (VectorFile.Read(path).Vectors, answers.GetProperty(kind));
    }

    /// <summary>The same words in the same order, but for words whose values differ by less than the tolerance.</summary>
    private static void RequireEqual(JsonElement expected, IReadOnlyList<Neighbour> found, string asked)
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
                Assert.True(Math.Abs(other - value) < 2 * tolerance, $"{asked}: {found[i].Word} stands where gensim has {expected[i][0]}");
            }
        }
    }
}
