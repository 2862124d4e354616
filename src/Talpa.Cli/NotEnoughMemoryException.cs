namespace Talpa.Cli;

/// <summary>What was ordered can't fit the memory. The message is one line with the figures and what to lower.</summary>
internal sealed class NotEnoughMemoryException(string message) : Exception(message);
