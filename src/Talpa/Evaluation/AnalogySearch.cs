using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Answers many analogy questions at once. The cosine of a row with b − a + c is, up to a factor that is the same for all rows,
/// cos(b) − cos(a) + cos(c): so the cosines of each of the questions' different words (about 900 in questions-words.txt) with all rows
/// are computed once, and each question adds three of those lists. That is 20 times less arithmetic than a product for each question.
/// Rows are taken in blocks whose lists stay in the second-level cache; blocks run on all cores.
/// </summary>
internal sealed class AnalogySearch
{
    private const int BlockNumbers = 1 << 18;
    private const int MinBlockRows = 64;

    private readonly AnalogyWords _words;
    private readonly WordLookup _lookup;
    private readonly AnalogyObjective _objective;

    public AnalogySearch(AnalogyWords words, WordLookup lookup, AnalogyObjective objective)
    {
        _words = words;
        _lookup = lookup;
        _objective = objective;
    }

    /// <summary>For each question, the row of the best answer; −1 when every known word belongs to the question.</summary>
    public int[] Answer(IReadOnlyList<AnalogyRows> questions, CancellationToken cancellationToken)
    {
        int[] words = [.. questions.SelectMany(q => new[] { q.A, q.B, q.C }).Distinct()];
        Dictionary<int, int> lists = words.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        ILookup<int, int> variants = Enumerable.Range(0, _lookup.Rows).Where(row => lists.ContainsKey(_lookup.Representative[row])).ToLookup(row => _lookup.Representative[row]);
        var work = new Work(
            [.. questions.Select(q => (lists[q.A], lists[q.B], lists[q.C]))],
            _words.Units(words),
            [.. words.Select(word => variants[word].ToArray())]);
        int blockRows = Math.Max(BlockNumbers / Math.Max(words.Length, 1), MinBlockRows);
        int blocks = (_lookup.Rows + blockRows - 1) / blockRows;
        var best = new BestAnswers(questions.Count);
        _ = Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new BestAnswers(questions.Count),
            (block, _, own) =>
            {
                int firstRow = block * blockRows;
                SearchBlock(work, firstRow, Math.Min(blockRows, _lookup.Rows - firstRow), own);
                return own;
            },
            own =>
            {
                lock (best)
                {
                    best.Merge(own);
                }
            });
        return [.. best.Rows.Select(row => row < 0 ? row : _lookup.Representative[row])];
    }

    private void SearchBlock(Work work, int firstRow, int rows, BestAnswers best)
    {
        int stride = DotBlock.ProductStride(rows);
        float[] lists = new float[work.Units.Rows * stride];
        _words.Cosines.Fill(work.Units, firstRow, rows, new float[DotBlock.PanelLength(work.Units.Stride)], lists);
        if (_objective == AnalogyObjective.Multiply)
        {
            Analogies.Shift(lists);
        }

        float[] scores = new float[rows];
        for (int q = 0; q < work.Questions.Length; q++)
        {
            (int a, int b, int c) = work.Questions[q];
            Score(lists.AsSpan(a * stride, rows), lists.AsSpan(b * stride, rows), lists.AsSpan(c * stride, rows), scores);
            Exclude(work.Variants[a], firstRow, scores);
            Exclude(work.Variants[b], firstRow, scores);
            Exclude(work.Variants[c], firstRow, scores);
            int at = TensorPrimitives.IndexOfMax(scores);
            best.Offer(q, firstRow + at, scores[at]);
        }
    }

    private void Score(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, float[] scores)
    {
        if (_objective == AnalogyObjective.Multiply)
        {
            Analogies.Quotient(a, b, c, scores);
        }
        else
        {
            TensorPrimitives.Subtract(b, a, scores);
            TensorPrimitives.Add(scores, c, scores);
        }
    }

    private static void Exclude(int[] variants, int firstRow, float[] scores)
    {
        foreach (int row in variants)
        {
            if ((uint)(row - firstRow) < (uint)scores.Length)
            {
                scores[row - firstRow] = float.NegativeInfinity;
            }
        }
    }

    /// <param name="Questions">The lists of each question's words a, b and c.</param>
    /// <param name="Units">The unit vector of each list's word, a row each.</param>
    /// <param name="Variants">The rows that may not be answers when the list's word is in the question.</param>
    private sealed record Work((int A, int B, int C)[] Questions, PaddedMatrix Units, int[][] Variants);
}
