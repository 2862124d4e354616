using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>The odd one out, and all the words, those that go best with the others first; <c>null</c> and none where fewer than three are known.</summary>
internal sealed record OddOneOutAnswer(string? OddOneOut, IReadOnlyList<Neighbour> Words, IReadOnlyList<ComposedWord> Composed);
