namespace Talpa.Formats;

/// <summary>What a format holds besides words and their vectors.</summary>
[Flags]
internal enum HeldContent
{
    /// <summary>Nothing more.</summary>
    VectorsOnly = 0,

    /// <summary>How often each word occurred.</summary>
    Counts = 1,

    /// <summary>Output vectors.</summary>
    Output = 2,

    /// <summary>Biases and further tables.</summary>
    Tables = 4,

    /// <summary>The options of the training.</summary>
    Options = 8,

    /// <summary>The rows of character n-grams.</summary>
    Subwords = 16,

    /// <summary>The counts of pairs.</summary>
    Pairs = 32,

    /// <summary>All that a model holds.</summary>
    All = AllOfWords | Subwords | Pairs,

    /// <summary>All that a model without subwords holds.</summary>
    AllOfWords = Counts | Output | Tables | Options,
}
