namespace Talpa.Cli.Parsing;

/// <summary>The value of an option that is on, off or absent. (The parser takes no such value for an option of type bool.)</summary>
internal enum Switch
{
    /// <summary>Off.</summary>
    Off,

    /// <summary>On.</summary>
    On,
}
