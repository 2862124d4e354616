using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Architectures;

namespace Talpa.Training.Batches;

/// <summary>tokens → subsampling → windows → output rows.</summary>
/// <typeparam name="TArchitecture">Which words of a window predict which others.</typeparam>
/// <typeparam name="TInputs">Which input rows make a word's vector.</typeparam>
/// <typeparam name="TStep">Which output rows a prediction involves.</typeparam>
/// <param name="sampler">Draws the tokens kept and the windows.</param>
/// <param name="inputs">The input rows of words.</param>
/// <param name="step">Chooses output rows.</param>
internal sealed class BatchPlanner<TArchitecture, TInputs, TStep>(WindowSampler sampler, TInputs inputs, TStep step) : IBatchPlanner
    where TArchitecture : struct, IArchitecture
    where TInputs : struct, IInputRows
    where TStep : struct, IObjectiveStep
{
    private readonly WordId[] _context = new WordId[sampler.MaxContext];

    /// <inheritdoc/>
    public Batch NewBatch(int maxTokens)
    {
        int maxWords = maxTokens + (2 * sampler.Margin);
        return new Batch(maxWords, TInputs.IsSingleRow ? null : new ComposedWords(maxWords));
    }

    /// <inheritdoc/>
    public void Plan(Batch batch, ReadOnlySpan<WordId> chunk, TextRange range, float rate, ref SplitMix64 random)
    {
        batch.Clear(rate);
        int end = range.Start + range.Length;
        for (int start = range.Start; start < end;)
        {
            ReadOnlySpan<WordId> tokens = chunk[start..end];
            int sentenceEnd = tokens.IndexOf(WordId.SentenceEnd);
            if (sentenceEnd >= 0)
            {
                tokens = tokens[..sentenceEnd];
            }

            // Only the first sentence of a range can have begun before it, and only the last can end beyond it.
            int first = AddWords(batch, start == range.Start ? Before(chunk, start) : [], ref random);
            int centres = AddWords(batch, tokens, ref random);
            int beyond = AddWords(batch, sentenceEnd < 0 ? After(chunk, end) : [], ref random);
            PlanWindows(batch, first, centres, first + centres + beyond, ref random);
            start += tokens.Length + 1;
        }
    }

    /// <summary>The words of a sentence that was cut, before the cut.</summary>
    private ReadOnlySpan<WordId> Before(ReadOnlySpan<WordId> chunk, int cut)
    {
        ReadOnlySpan<WordId> before = chunk[Math.Max(0, cut - sampler.Margin)..cut];
        return before[(before.LastIndexOf(WordId.SentenceEnd) + 1)..];
    }

    /// <summary>The words of a sentence that was cut, after the cut.</summary>
    private ReadOnlySpan<WordId> After(ReadOnlySpan<WordId> chunk, int cut)
    {
        ReadOnlySpan<WordId> after = chunk[cut..Math.Min(chunk.Length, cut + sampler.Margin)];
        int sentenceEnd = after.IndexOf(WordId.SentenceEnd);
        return sentenceEnd < 0 ? after : after[..sentenceEnd];
    }

    private int AddWords(Batch batch, ReadOnlySpan<WordId> tokens, ref SplitMix64 random)
    {
        Span<WordId> words = batch.SpaceForWords();
        int count = sampler.Keep(tokens, words, ref random);
        Span<int> rows = batch.SpaceForInputRows()[..count];
        for (int i = 0; i < rows.Length; i++)
        {
            if (TInputs.IsSingleRow)
            {
                _ = inputs.Select(words[i], rows.Slice(i, 1));
            }
            else
            {
                rows[i] = batch.Composed!.Add(inputs, words[i]);
            }
        }

        batch.AddWords(count);
        return count;
    }

    /// <summary>Plans the windows of the last words of the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="first">How many of the words come before the first centre word.</param>
    /// <param name="centres">Number of centre words.</param>
    /// <param name="length">Number of words.</param>
    /// <param name="random">The range's random numbers.</param>
    private void PlanWindows(Batch batch, int first, int centres, int length, ref SplitMix64 random)
    {
        int start = batch.Words.Length - length;
        for (int position = first; position < first + centres; position++)
        {
            (int from, int to) = sampler.Around(position, length, ref random);
            if (from < to)
            {
                PlanWindow(batch, start + position, start + from, start + to, ref random);
            }
        }
    }

    private void PlanWindow(Batch batch, int centre, int first, int last, ref SplitMix64 random)
    {
        ReadOnlySpan<WordId> targets = batch.Words.Slice(centre, 1);
        if (TArchitecture.PredictsContext)
        {
            targets = Window.Around(batch.Words, centre, first, last, _context);
        }

        int hidden = TArchitecture.HiddenCount(last - first);
        int rows = step.Choose(targets, hidden, ref random, batch.SpaceForOutputRows(step.MaxRows * targets.Length));
        batch.AddWindow(centre, first, last, rows);
    }
}
