using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>Answers to "a is to b as c is to ?", the best first; their similarity is the value of the method's objective. A blank line has no words and no answers.</summary>
internal sealed record AnalogyAnswer(string? A, string? B, string? C, string Method, IReadOnlyList<ComposedWord> Composed, IReadOnlyList<Neighbour> Answers);
