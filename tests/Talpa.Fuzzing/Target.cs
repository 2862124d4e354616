namespace Talpa.Fuzzing;

/// <summary>One reader under attack.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Read">Reads the bytes as a file in the folder given, which is empty or holds what was read before.</param>
/// <param name="Seeds">Good files to start from.</param>
internal sealed record Target(string Name, Action<string, byte[]> Read, Func<IReadOnlyList<byte[]>> Seeds);
