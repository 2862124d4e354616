using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>The words nearest to one or several, the nearest first.</summary>
/// <param name="Words">The words of the query, without those subtracted.</param>
/// <param name="Minus">The words subtracted.</param>
/// <param name="Unknown">Words that were left out because they have no vector.</param>
/// <param name="Composed">Words of the query that are not in the vocabulary, with vectors composed from n-grams.</param>
/// <param name="Nearest">The answer.</param>
internal sealed record NearestAnswer(
    IReadOnlyList<string> Words, IReadOnlyList<string> Minus, IReadOnlyList<string> Unknown, IReadOnlyList<ComposedWord> Composed, IReadOnlyList<Neighbour> Nearest);
