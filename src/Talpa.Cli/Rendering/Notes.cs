namespace Talpa.Cli.Rendering;

/// <summary>What one should know though nothing failed.</summary>
internal static class Notes
{
    /// <summary>Writes one line to the error stream.</summary>
    public static void Write(Terminal terminal, string note) => terminal.Error.WriteLine($"talpa: note: {SafeText.Escape(note)}");
}
