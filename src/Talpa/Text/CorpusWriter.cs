using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// Takes the tokens of a text, hashes them, and hands them in batches to the counter, with a sentence end after every sentence.
/// </summary>
internal sealed class CorpusWriter(CorpusOptions options, BatchCounter counting) : TokenSink
{
    private readonly Lowercase? _lowercase = options.Lowercase ? new Lowercase() : null;
    private readonly WordSpelling _spelling = WordSpelling.For(options.Tokenizer, options.NormalizeWords, options.Lowercase ? new Lowercase() : null);
    private readonly int _maxSentenceLength = options.MaxSentenceLength;
    private readonly WordHash _hash = counting.Words.Hash;
    private TokenBatch _batch = new();
    private int _sentenceLength;
    private bool _lineIsSplit;

    public long TokensRead { get; private set; }

    public long OverlongTokens { get; private set; }

    public long InvisibleCharacters => _spelling.CharactersRemoved;

    public long Lines { get; private set; }

    public long LinesSplit { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<byte> text, int start, int length)
    {
        if (_sentenceLength == _maxSentenceLength)
        {
            Split();
        }

        WordBytes token = WordBytes.In(text, start, length);
        WordBytes word = _lowercase is null ? token : _lowercase.Of(token, text.Slice(start, length));
        ulong hash = _hash.Of(word);
        if (!_batch.TryAdd(word, hash))
        {
            _batch = counting.Exchange(_batch);
            _batch.TryAdd(word, hash);
        }

        _sentenceLength++;
        TokensRead++;
    }

    public override void AddAny(ReadOnlySpan<byte> text, int start, int length)
    {
        if (_spelling.IsPlain(text, start, length))
        {
            Add(text, start, length);
        }
        else if (_spelling.Of(text.Slice(start, length)) is { IsEmpty: false } word)
        {
            // In lower case already, where lower-casing is on: it is kept.
            Add(word, 0, word.Length);
        }
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

    /// <summary>Marks the end of a part of the text, behind its last line.</summary>
    public void EndPart()
    {
        if (!_batch.TryAddPartEnd())
        {
            _batch = counting.Exchange(_batch);
            _batch.TryAddPartEnd();
        }
    }

    /// <summary>Hands on what is left, and waits until all is counted.</summary>
    public void Complete() => counting.Complete(_batch);

    private void Split()
    {
        EndSentence();
        _lineIsSplit = true;
    }

    private void EndSentence()
    {
        if (_sentenceLength > 0)
        {
            if (!_batch.TryAddSentenceEnd())
            {
                _batch = counting.Exchange(_batch);
                _batch.TryAddSentenceEnd();
            }

            _sentenceLength = 0;
        }
    }
}
