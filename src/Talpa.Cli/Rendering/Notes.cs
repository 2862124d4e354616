namespace Talpa.Cli.Rendering;

/// <summary>What one should know though nothing failed.</summary>
internal static class Notes
{
    /// <summary>The note on a training whose text has no pairs.</summary>
    public const string NothingLearned = "nothing was learned: no word was left with a neighbour in its sentence; --min-count 1 keeps rare words, --sample 0 frequent ones";

    /// <summary>Writes one line to the error stream.</summary>
    public static void Write(Terminal terminal, string note) => terminal.Error.WriteLine($"talpa: note: {SafeText.Escape(note)}");
}
