namespace Talpa.Formats;

/// <summary>What a file is among the formats that begin with a line of text or consist of such.</summary>
internal enum TextKind
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Lines, each a word and its numbers.</summary>
    Rows,

    /// <summary>word2vec's header, then such lines.</summary>
    HeadedRows,

    /// <summary>word2vec's header, then words with numbers in binary.</summary>
    HeadedBinary,
}
