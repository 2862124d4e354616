using System.Numerics.Tensors;
using System.Text;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>Finds the words of a sentence and sums their vectors. Owns all memory that this needs; one thread at a time.</summary>
internal sealed class SentenceReader : TokenSink
{
    private readonly WordVectors _vectors;
    private readonly float[] _weights;
    private readonly Tokenizer _tokenizer;
    private readonly Lowercase? _lowercase;
    private readonly WordSpelling _spelling;
    private readonly float[] _sum;
    private readonly float[] _composed;
    private readonly PhraseSentence? _sentence;
    private byte[] _line = new byte[1024];
    private char[] _word = new char[Tokenizer.MaxTokenLength];
    private SentenceWords _words;

    /// <summary>Makes a reader.</summary>
    /// <param name="vectors">The word vectors.</param>
    /// <param name="weights">A weight for each word; none where all weigh the same.</param>
    /// <param name="corpus">How text is split into words, lower-cased and normalized.</param>
    /// <param name="phrases">The phrases whose words are joined; <c>null</c> for none.</param>
    public SentenceReader(WordVectors vectors, float[] weights, CorpusOptions corpus, PhraseWords? phrases)
    {
        _vectors = vectors;
        _weights = weights;
        _tokenizer = corpus.Tokenizer;
        _lowercase = corpus.Lowercase ? new Lowercase() : null;
        _spelling = WordSpelling.For(corpus.Tokenizer, corpus.NormalizeWords, corpus.Lowercase ? new Lowercase() : null);
        _sum = new float[vectors.Dimension];
        _sentence = phrases is null ? null : new PhraseSentence(phrases, vectors.Vocabulary);
        _composed = vectors.Subwords is null ? [] : new float[vectors.Dimension];
    }

    /// <summary>Reads a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="vector">Receives the weighted sum of its words' vectors, divided by the number of tokens that have one; zeros where none has.</param>
    /// <returns>What it was made of.</returns>
    public SentenceWords Read(string sentence, Span<float> vector)
    {
        _words = default;
        Array.Clear(_sum);
        TokenizerState state = default;
        foreach (ReadOnlySpan<char> line in sentence.AsSpan().EnumerateLines())
        {
            int most = Encoding.UTF8.GetMaxByteCount(line.Length);
            if (_line.Length < most)
            {
                _line = new byte[Math.Max(most, 2 * _line.Length)];
            }

            int length = Encoding.UTF8.GetBytes(line, _line);
            _tokenizer.Read(_line.AsSpan(0, length), isLast: true, ref state, this);
            EndLine();
        }

        TensorPrimitives.Divide(_sum, Math.Max(1, _words.Used), vector);
        return _words;
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<byte> text, int start, int length)
    {
        ReadOnlySpan<byte> token = text.Slice(start, length);
        AddWord(_lowercase is null ? token : _lowercase.Of(token));
    }

    /// <inheritdoc/>
    public override void AddAny(ReadOnlySpan<byte> text, int start, int length)
    {
        ReadOnlySpan<byte> word = _spelling.Of(text.Slice(start, length));
        if (!word.IsEmpty)
        {
            AddWord(word);
        }
    }

    /// <inheritdoc/>
    public override void AddOverlong() => _words = _words with { Unknown = _words.Unknown + 1 };

    private void AddWord(ReadOnlySpan<byte> bytes)
    {
        if (_word.Length < bytes.Length)
        {
            _word = new char[bytes.Length];
        }

        ReadOnlySpan<char> word = _word.AsSpan(0, Encoding.UTF8.GetChars(bytes, _word));
        if (_sentence is null)
        {
            AddWord(word);
        }
        else
        {
            _sentence.Add(word);
        }
    }

    private void EndLine()
    {
        if (_sentence is null)
        {
            return;
        }

        int words = _sentence.Join();
        for (int i = 0; i < words; i++)
        {
            AddWord(_sentence[i]);
        }

        _sentence.Clear();
    }

    private void AddWord(ReadOnlySpan<char> word)
    {
        if (_vectors.Vocabulary.TryGetId(word, out int id))
        {
            _words = _words with { Known = _words.Known + 1 };
            TensorPrimitives.MultiplyAdd(_vectors[id], _weights.Length == 0 ? 1 : _weights[id], _sum, _sum);
        }
        else if (_vectors.Subwords?.TryCompose(word, _composed) == true)
        {
            _words = _words with { Composed = _words.Composed + 1 };
            TensorPrimitives.Add(_sum, _composed, _sum);
        }
        else
        {
            _words = _words with { Unknown = _words.Unknown + 1 };
        }
    }
}
