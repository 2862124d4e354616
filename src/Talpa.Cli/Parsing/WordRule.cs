using Talpa.Text;

namespace Talpa.Cli.Parsing;

/// <summary>What splits text into words, as it is named on the command line.</summary>
internal enum WordRule
{
    /// <summary><see cref="Tokenizer.Unicode"/>.</summary>
    Unicode,

    /// <summary><see cref="Tokenizer.Whitespace"/>.</summary>
    Whitespace,
}
