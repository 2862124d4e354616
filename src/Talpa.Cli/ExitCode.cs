namespace Talpa.Cli;

/// <summary>The exit code of the process.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Failed while working: a full disk, a folder that can't be written to, a fault of Talpa's.</summary>
    Failed = 1,

    /// <summary>The command line is wrong.</summary>
    WrongUsage = 2,

    /// <summary>The input can't be used: a missing or corrupt file, a text without words, an unknown word.</summary>
    UnusableInput = 3,

    /// <summary>Stopped by Ctrl-C or a signal, after saving what there was to save.</summary>
    Interrupted = 130,
}
