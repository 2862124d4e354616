using System.Text;
using Talpa.Text;

namespace Talpa;

/// <summary>Splits text into words. Immutable and safe to use from several threads.</summary>
public abstract class Tokenizer
{
    /// <summary>The longest token in bytes of UTF-8. Longer ones are left out and counted: they are data, links or rubbish, not words.</summary>
    public const int MaxTokenLength = 1024;

    private protected Tokenizer()
    {
    }

    /// <summary>
    /// Words as Unicode sees them: runs of letters with their marks, digits and connector punctuation. Modelled on the word boundaries of
    /// Unicode Standard Annex #29 (rules WB4 to WB13b): an apostrophe, full stop, colon or middle dot between two letters joins them (<c>don't</c>), as does
    /// a full stop, comma or semicolon between two digits (<c>1,000.5</c>) and a double quote between two Hebrew letters.
    /// Ideographs and Hiragana signs are a token each; Katakana and Hangul make runs.
    /// The text's classes are those of the Unicode version of the .NET runtime.
    /// </summary>
    /// <remarks>
    /// Where it differs from the annex: only segments with a letter or a digit are tokens, so punctuation, symbols and emoji are left out,
    /// as are runs of connectors alone; a character that joins must be followed directly by a letter or digit, without marks between (WB4);
    /// runs of Thai, Lao, Khmer and Burmese letters, which are written without spaces and would need a dictionary, are one token up to the next space;
    /// invisible characters (soft hyphens, direction marks, word joiners, variation selectors) are left out of words, and zero-width joiners and
    /// non-joiners at their ends, except a joiner behind a virama;
    /// symbols that look like letters (circled ones, regional indicators) are no letters; a single quote after a Hebrew letter is no part of the word (WB7a).
    /// </remarks>
    public static Tokenizer Unicode { get; } = new UnicodeTokenizer();

    /// <summary>
    /// For text that is split already: a token is the text between white space (Unicode's White_Space, as <see cref="char.IsWhiteSpace(char)"/> defines),
    /// without the invisible characters that <see cref="Unicode"/> leaves out.
    /// </summary>
    public static Tokenizer Whitespace { get; } = new WhitespaceTokenizer();

    /// <summary>A tokenizer of your own.</summary>
    /// <param name="split">
    /// Is given a line without its end, or, where a line is longer than 64 KiB, a part of it of 64 to 256 KiB, cut at white space
    /// where there is any in its last 1,024 bytes;
    /// returns its tokens in order. Empty ones are ignored. Called from one thread at a time during encoding.
    /// </param>
    public static Tokenizer From(Func<string, IEnumerable<string>> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new DelegateTokenizer(split);
    }

    /// <summary>The words of a text, in order, as encoding a corpus by this tokenizer finds them. Tokens longer than <see cref="MaxTokenLength"/> are left out.</summary>
    /// <param name="text">One sentence or more.</param>
    /// <param name="lowercase">Whether to lower-case them (as <see cref="CorpusOptions.Lowercase"/>).</param>
    public IReadOnlyList<string> Split(string text, bool lowercase = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new StringSink(this, lowercase);
        TokenizerState state = default;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            byte[] bytes = new byte[Encoding.UTF8.GetByteCount(line)];
            Encoding.UTF8.GetBytes(line, bytes);
            Read(bytes, isLast: true, ref state, sink);
        }

        return sink.Tokens;
    }

    /// <summary>Whether words are brought to their composed form where <see cref="CorpusOptions.NormalizeWords"/> leaves it to the tokenizer.</summary>
    internal virtual bool Normalizes => false;

    /// <summary>Whether the <see cref="InvisibleCharacters"/> are left out of words.</summary>
    internal virtual bool DropsInvisible => true;

    /// <summary>Finds the tokens in a line or a part of one and passes them to the sink.</summary>
    /// <param name="text">Well-formed UTF-8 without line ends. Of a line in parts, starts where the part before ended.</param>
    /// <param name="isLast">Whether the line ends with this text. If not, a token that might continue is left for the next part.</param>
    /// <param name="state">Belongs to the line; the default at its start. After the last part it is the default again.</param>
    /// <param name="sink">Takes the tokens.</param>
    /// <returns>Bytes done with: all, or all but the last <see cref="MaxTokenLength"/> at most.</returns>
    internal abstract int Read(ReadOnlySpan<byte> text, bool isLast, ref TokenizerState state, TokenSink sink);

    private sealed class StringSink(Tokenizer tokenizer, bool lowercase) : TokenSink
    {
        private readonly Lowercase? _lowercase = lowercase ? new Lowercase() : null;
        private readonly WordSpelling _spelling = WordSpelling.For(tokenizer, normalize: null, lowercase ? new Lowercase() : null);

        public List<string> Tokens { get; } = [];

        public override void Add(ReadOnlySpan<byte> text, int start, int length)
        {
            ReadOnlySpan<byte> token = text.Slice(start, length);
            Tokens.Add(Encoding.UTF8.GetString(_lowercase is null ? token : _lowercase.Of(token)));
        }

        public override void AddAny(ReadOnlySpan<byte> text, int start, int length)
        {
            ReadOnlySpan<byte> word = _spelling.Of(text.Slice(start, length));
            if (!word.IsEmpty)
            {
                Tokens.Add(Encoding.UTF8.GetString(word));
            }
        }

        public override void AddOverlong()
        {
        }
    }
}
