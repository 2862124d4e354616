#:project ../src/Talpa/Talpa.csproj

// Recommend products from baskets. Words need not be words: an id of a product, a song or a node of a graph is a word, and a basket, a playlist or a random walk is a sentence.
//   dotnet run samples/recommend-from-baskets.cs                  on made-up baskets
//   dotnet run samples/recommend-from-baskets.cs -- baskets.csv   a basket a line, ids with commas between
using Talpa;

string[][] baskets = args.Length > 0 ? [.. File.ReadLines(args[0]).Select(line => line.Split(','))] : MadeUp(5000);

// Tokens are taken as they are: no tokenizer, no lower case. The window covers a basket, the order of its products means nothing, and frequent products are not left out.
var options = new TrainingOptions
{
    Dimension = 20,
    Window = 50,
    WindowWeighting = WindowWeighting.Even,
    SubsamplingThreshold = 0,
    Corpus = new CorpusOptions { MinCount = 3 },
};
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Tokens(baskets), options);

// Products that are bought in the same baskets' company: substitutes and accessories.
Console.WriteLine($"{model.Vocabulary.Count} products in {baskets.Length} baskets");
string product = args.Length > 0 ? model.Vocabulary[0] : "tent-2";
Console.WriteLine($"like {product}: {string.Join(", ", model.Vectors.Nearest(product, count: 4).Select(near => near.Word))}");

// For a basket that is being filled: near the mean of what is in it.
string[] basket = args.Length > 0 ? baskets[0] : ["pan-1", "knife-3"];
Console.WriteLine($"to {string.Join(" and ", basket)}: {string.Join(", ", model.Vectors.Nearest(basket, count: 3).Select(near => near.Word))}");

static string[][] MadeUp(int count)
{
    string[][] themes = [["tent", "stove", "lamp", "rope"], ["pan", "knife", "pot", "spoon"], ["pen", "paper", "folder", "ink"]];
    var random = new Random(1);
    return
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            string[] theme = themes[random.Next(themes.Length)];
            return Enumerable.Range(0, random.Next(2, 7)).Select(_ => $"{theme[random.Next(theme.Length)]}-{random.Next(1, 5)}").Distinct(StringComparer.Ordinal).ToArray();
        }),
    ];
}
