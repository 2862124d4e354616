using System.Text;
using System.Text.Json;

namespace Talpa.Formats;

/// <summary>The tokens in a tokenizer.json of the tokenizers library, each with the number of its row.</summary>
internal sealed class TokenizerWords : IRowWords
{
    private const string Remedy = "get both files again";

    private readonly string[] _tokens;
    private int _next;

    private TokenizerWords(string[] tokens) => _tokens = tokens;

    public bool HasCounts => false;

    /// <summary>Reads the file.</summary>
    /// <exception cref="UnusableInputException">It has another structure, or its tokens don't fit the rows.</exception>
    public static TokenizerWords Open(VectorSource table, string path, int rows) => VectorSource.Guard(path, () =>
    {
        using Stream stream = table.OpenBeside(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            return new TokenizerWords(Tokens(document.RootElement, path, rows));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw UnusableInputException.InFile(path, $"this is no tokenizer.json with the tokens in model.vocab; {Remedy}", fault);
        }
    });

    public void AddNextTo(VectorCollector collector) => collector.Add(Encoding.UTF8.GetBytes(_tokens[_next++]));

    public void RequireEnd(VectorCollector collector)
    {
    }

    public void Dispose()
    {
    }

    private static string[] Tokens(JsonElement root, string path, int rows)
    {
        string?[] tokens = new string?[rows];
        int known = 0;
        foreach ((string token, int row) in Entries(root))
        {
            if (row < 0 || row >= rows)
            {
                throw UnusableInputException.InFile(path, $"the token {Quoted.Text(token)} has the number {row:N0}, but the table has {rows:N0} rows; {Remedy}");
            }

            known += tokens[row] is null ? 1 : 0;
            tokens[row] = token;
        }

        return known == rows ? tokens.Select(token => token!).ToArray() : throw UnusableInputException.InFile(path, $"it has {known:N0} tokens for a table of {rows:N0} rows; {Remedy}");
    }

    /// <summary>The tokens with their numbers: as a map (WordPiece, BPE), or as a list in order (Unigram), then those added.</summary>
    private static IEnumerable<(string Token, int Row)> Entries(JsonElement root)
    {
        JsonElement vocabulary = root.GetProperty("model").GetProperty("vocab");
        if (vocabulary.ValueKind == JsonValueKind.Array)
        {
            int row = 0;
            foreach (JsonElement entry in vocabulary.EnumerateArray())
            {
                yield return (entry[0].GetString() ?? "", row++);
            }
        }
        else
        {
            foreach (JsonProperty entry in vocabulary.EnumerateObject())
            {
                yield return (entry.Name, entry.Value.GetInt32());
            }
        }

        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in added.EnumerateArray())
            {
                yield return (entry.GetProperty("content").GetString() ?? "", entry.GetProperty("id").GetInt32());
            }
        }
    }
}
