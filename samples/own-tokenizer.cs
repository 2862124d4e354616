#:project ../src/Talpa/Talpa.csproj

// Use a tokenizer of your own: this one splits source code into the words of its identifiers, so that readFile and file_reader share a word.
//   dotnet run samples/own-tokenizer.cs              on built-in lines
//   dotnet run samples/own-tokenizer.cs -- FOLDER    on the .cs files of a folder
using System.Text.RegularExpressions;
using Talpa;

Tokenizer code = Tokenizer.From(line => Part().Matches(line).Select(match => match.Value.ToLowerInvariant()));
Console.WriteLine(string.Join(" ", code.Split("var fileReader = OpenHTTPStream(max_retries);")));

string[] lines = args.Length > 0
    ? [.. Directory.EnumerateFiles(args[0], "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)]
    : [.. Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? "stream.readFile(openPath); writeFile(closePath);" : "userName = login.GetUser(sessionToken); LogoutUser(token_session);")];
var options = new TrainingOptions { Dimension = 20, Corpus = new CorpusOptions { Tokenizer = code } };
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(lines), options);
foreach (string word in model.Vocabulary.Words.Take(3))
{
    Console.WriteLine($"{word}: {string.Join(", ", model.Vectors.Nearest(word, count: 3).Select(near => near.Word))}");
}

// A file can't hold a function. Set the tokenizer again after loading, where text is split: for sentences and for resuming.
string path = Path.Combine(Directory.CreateTempSubdirectory("talpa-").FullName, "code.talpa");
model.Save(path);
TrainedModel loaded = TrainedModel.Load(path).WithTokenizer(code);
Console.WriteLine(string.Join(" ", loaded.Tokenize("ReadFile(userName)")));

internal static partial class Program
{
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
