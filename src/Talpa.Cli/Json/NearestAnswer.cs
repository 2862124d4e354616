using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>The words nearest to one or several, the nearest first.</summary>
internal sealed record NearestAnswer(IReadOnlyList<string> Words, IReadOnlyList<Neighbour> Nearest);
