#:sdk Microsoft.NET.Sdk.Web
#:project ../src/Talpa.Extensions.AI/Talpa.Extensions.AI.csproj
#:property PublishAot=false

// Semantic search over your own documents, as a web service without any other: trains word vectors on the documents at the start, and finds the paragraphs nearest to a question.
// dotnet run samples/semantic-search.cs -- FOLDER [--urls http://localhost:5000]
// FOLDER has text or Markdown files; a blank line ends a paragraph. Then: curl 'http://localhost:5000/search?q=resume+a+training'
using Microsoft.Extensions.AI;
using Talpa;
using Talpa.Extensions.AI;

if (args.Length == 0 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("dotnet run samples/semantic-search.cs -- FOLDER [--urls http://localhost:5000]");
    return 2;
}

Paragraph[] paragraphs =
[
    .. from path in Directory.EnumerateFiles(args[0], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
       where Path.GetExtension(path) is ".txt" or ".md"
       from text in File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n")
       where text.Any(char.IsLetter)
       select new Paragraph(Path.GetRelativePath(args[0], path), text.Trim()),
];
string[] texts = [.. paragraphs.Select(paragraph => paragraph.Text)];

// A short text has few words that occur often, so words that occur twice are kept.
var options = new TrainingOptions { Dimension = 100, Corpus = new CorpusOptions { Lowercase = true, MinCount = 2 } };
TrainedModel model = await Word2Vec.TrainAsync(TextSource.Lines(texts), options);
SentenceEncoder encoder = new SentenceEncoder(model).Fit(texts);
SentenceVectors vectors = encoder.EncodeAll(texts);

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddTalpaEmbeddingGenerator(encoder, "own documents");
WebApplication app = builder.Build();
app.MapGet("/", () => $"{paragraphs.Length} paragraphs. Search: /search?q=WORDS&n=NUMBER");
app.MapGet("/search", async (string q, int? n, IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken stop) =>
{
    Embedding<float> question = await generator.GenerateAsync(q, cancellationToken: stop);
    return vectors.Nearest(question.Vector.Span, Math.Clamp(n ?? 5, 1, 100))
        .Where(near => near.Similarity > 0)
        .Select(near => new Found(near.Similarity, paragraphs[near.Index].File, paragraphs[near.Index].Text));
});
await app.RunAsync();
return 0;

internal sealed record Paragraph(string File, string Text);

internal sealed record Found(float Similarity, string File, string Text);
