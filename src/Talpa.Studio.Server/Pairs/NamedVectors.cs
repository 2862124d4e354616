namespace Talpa.Studio.Server.Pairs;

/// <summary>A model with the name that the page shows.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Vectors">Its words and vectors.</param>
public sealed record NamedVectors(string Name, WordVectors Vectors);
