using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>The part of a chunk of text that makes one batch.</summary>
/// <param name="Start">Index of its first id in the chunk.</param>
/// <param name="Length">Number of ids, ends of sentences included; 0 where the chunk had no more.</param>
/// <param name="Tokens">Number of tokens among them.</param>
internal readonly record struct TextRange(int Start, int Length, int Tokens)
{
    /// <summary>Whole sentences, as many as fit; a sentence that alone is too long is cut.</summary>
    /// <param name="chunk">The ids of a chunk, each sentence followed by <see cref="WordId.SentenceEnd"/>; the last may lack it.</param>
    /// <param name="start">The start of the range.</param>
    /// <param name="maxTokens">The largest number of tokens, 1 or more.</param>
    public static TextRange Cut(ReadOnlySpan<WordId> chunk, int start, int maxTokens)
    {
        int end = start;
        int tokens = 0;
        while (end < chunk.Length)
        {
            int left = maxTokens - tokens;
            int sentence = chunk.Slice(end, Math.Min(left + 1, chunk.Length - end)).IndexOf(WordId.SentenceEnd);
            if (sentence < 0)
            {
                if (tokens == 0)
                {
                    tokens = Math.Min(maxTokens, chunk.Length - end);
                    end += tokens;
                }

                break;
            }

            tokens += sentence;
            end += sentence + 1;
        }

        return new TextRange(start, end - start, tokens);
    }
}
