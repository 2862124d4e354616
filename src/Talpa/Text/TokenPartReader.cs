using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Talpa.Text;

/// <summary>Reads tokens that need no tokenizer, sentence after sentence, and hands them to the writer.</summary>
internal sealed class TokenPartReader : IPartReader
{
    /// <summary>Tokens between two reports of progress.</summary>
    private const int BlockTokens = 8192;

    private readonly string _name;
    private readonly IEnumerator<IReadOnlyList<string>> _sentences;
    private readonly TokenSink _sink;
    private readonly Action _endSentence;
    private readonly byte[] _bytes = new byte[Tokenizer.MaxTokenLength];
    private long _sentenceNumber;

    /// <param name="part">A part with tokens.</param>
    /// <param name="sink">Takes the tokens.</param>
    /// <param name="endSentence">Called after each sentence.</param>
    /// <param name="cancellationToken">Passed on to the sequence.</param>
    public TokenPartReader(TextPart part, TokenSink sink, Action endSentence, CancellationToken cancellationToken)
    {
        _name = part.Name;
        _sentences = part.Tokens!.Read(cancellationToken).GetEnumerator();
        _sink = sink;
        _endSentence = endSentence;
    }

    /// <inheritdoc/>
    public long StoredBytes => TextBytes;

    /// <inheritdoc/>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public long ReplacedSequences { get; private set; }

    /// <summary>Reads some sentences.</summary>
    /// <returns>Whether there may be more.</returns>
    /// <exception cref="UnusableInputException">A sentence or token is <c>null</c>, or a token is empty.</exception>
    public bool ReadBlock()
    {
        for (int tokens = 0; tokens < BlockTokens;)
        {
            if (!_sentences.MoveNext())
            {
                return false;
            }

            _sentenceNumber++;
            IReadOnlyList<string> sentence = _sentences.Current;
            for (int i = 0; i < sentence.Count; i++)
            {
                Add(sentence[i], i + 1);
            }

            tokens += sentence.Count + 1;
            _endSentence();
        }

        return true;
    }

    /// <inheritdoc/>
    public bool WasChanged() => false;

    /// <inheritdoc/>
    public void Dispose() => _sentences.Dispose();

    private void Add(string? token, int position)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw new UnusableInputException(
                $"{_name}: token {position:N0} of item {_sentenceNumber:N0} is {(token is null ? "null" : "empty")}; leave it out");
        }

        OperationStatus status = Utf8.FromUtf16(token, _bytes, out _, out int length, replaceInvalidSequences: true);
        if (status == OperationStatus.DestinationTooSmall)
        {
            _sink.AddOverlong();
            TextBytes += Encoding.UTF8.GetByteCount(token);
            return;
        }

        ReplacedSequences += HalfPairs(token);
        TextBytes += length;
        _sink.Add(_bytes, 0, length);
    }

    /// <summary>Surrogates without their partner, each of which became U+FFFD.</summary>
    private static int HalfPairs(ReadOnlySpan<char> token)
    {
        int count = 0;
        while (token.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int at)
        {
            count += Rune.DecodeFromUtf16(token[at..], out _, out int length) == OperationStatus.Done ? 0 : 1;
            token = token[(at + length)..];
        }

        return count;
    }
}
