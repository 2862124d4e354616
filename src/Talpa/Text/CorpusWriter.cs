namespace Talpa.Text;

/// <summary>
/// Takes the tokens of a text: counts each word and appends its number to the store, with <see cref="WordId.SentenceEnd"/> after every sentence.
/// The numbers are provisional, in order of appearance, because the vocabulary is known only when all is read.
/// </summary>
internal sealed class CorpusWriter(CorpusOptions options, IdStore ids) : TokenSink
{
    private readonly Lowercase? _lowercase = options.Lowercase ? new Lowercase() : null;
    private readonly int _maxSentenceLength = options.MaxSentenceLength;
    private int _sentenceLength;
    private bool _lineIsSplit;

    public WordCounter Words { get; } = new();

    public long TokensRead { get; private set; }

    public long OverlongTokens { get; private set; }

    public long Lines { get; private set; }

    public long LinesSplit { get; private set; }

    public override void Add(ReadOnlySpan<byte> token)
    {
        if (_sentenceLength == _maxSentenceLength)
        {
            Split();
        }

        ids.Append(Words.Add(_lowercase is null ? token : _lowercase.Of(token)));
        _sentenceLength++;
        TokensRead++;
    }

    public override void AddOverlong() => OverlongTokens++;

    /// <summary>Ends the line and its sentence.</summary>
    public void EndLine()
    {
        Lines++;
        LinesSplit += _lineIsSplit ? 1 : 0;
        _lineIsSplit = false;
        EndSentence();
    }

    private void Split()
    {
        EndSentence();
        _lineIsSplit = true;
    }

    private void EndSentence()
    {
        if (_sentenceLength > 0)
        {
            ids.Append(WordId.SentenceEnd.Value);
            _sentenceLength = 0;
        }
    }
}
