namespace Talpa.Formats;

/// <summary>What a format holds besides words and their vectors.</summary>
[Flags]
internal enum HeldContent
{
    /// <summary>Nothing more.</summary>
    VectorsOnly = 0,

    /// <summary>How often each word occurred.</summary>
    Counts = 1,

    /// <summary>Output vectors, biases and further tables.</summary>
    Tables = 2,

    /// <summary>The options of the training.</summary>
    Options = 4,

    /// <summary>All that a model holds.</summary>
    All = Counts | Tables | Options,
}
