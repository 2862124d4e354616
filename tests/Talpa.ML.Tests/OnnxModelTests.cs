using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Talpa.Vectors;

namespace Talpa.ML.Tests;

/// <summary>Models of ONNX that Talpa writes, run by ONNX Runtime.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private static readonly string[] Words = ["mole", "zoo", "großer", "土竜", "", " "];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"talpa-test-{Guid.NewGuid():N}.onnx");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_row_of_a_token_has_the_bits_of_its_vector_and_an_unknown_one_is_zero()
    {
        WordVectors vectors = Random(3);
        vectors.Save(_path);
        string[] tokens = [.. Words, "unknown"];
        float[] rows = Run(tokens, 1, "rows");
        for (int i = 0; i < tokens.Length; i++)
        {
            Assert.Equal(vectors.Contains(tokens[i]) ? vectors[tokens[i]].ToArray() : new float[vectors.Dimension], rows[(i * vectors.Dimension)..((i + 1) * vectors.Dimension)]);
        }
    }

    [Fact]
    public void The_mean_of_a_sentence_is_that_of_its_known_tokens()
    {
        WordVectors vectors = Random(4);
        vectors.Save(_path);
        float[] means = Run(["mole", "unknown", "zoo", "unknown", "unknown", "unknown", "土竜", "土竜", "großer"], 3, "mean");
        float[] expected = [.. vectors.Mean(["mole", "zoo"]), .. new float[vectors.Dimension], .. vectors.Mean(["土竜", "土竜", "großer"])];
        Assert.Equal(expected.Length, means.Length);
        Assert.All(expected.Zip(means), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private float[] Run(string[] tokens, int sentences, string output)
    {
        using var session = new InferenceSession(_path);
        var input = new DenseTensor<string>(tokens, [sentences, tokens.Length / sentences]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("tokens", input)], [output]);
        return [.. results[0].AsTensor<float>()];
    }

    private static WordVectors Random(int seed)
    {
        const int Dimension = 5;
        var random = new Random(seed);
        return new WordVectors(Words, Dimension, [.. Enumerable.Range(0, Words.Length * Dimension).Select(_ => random.NextSingle() - 0.5f)]);
    }
}
