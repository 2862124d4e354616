namespace Talpa.Cli;

/// <summary>The command line is wrong. The message is one line that names the option, the value and the remedy.</summary>
internal sealed class UsageException(string message) : Exception(message);
