namespace Talpa.Cli.Parsing;

/// <summary>The value of an option that may be on or off, where neither is given by leaving it out. (The parser takes no value for an option of type bool.)</summary>
internal enum Switch
{
    /// <summary>Off.</summary>
    Off,

    /// <summary>On.</summary>
    On,
}
