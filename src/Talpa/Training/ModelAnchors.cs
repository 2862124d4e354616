using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Training;

/// <summary>What holds the rows of a model that started from another one.</summary>
/// <param name="Input">The rows of the input table.</param>
/// <param name="Output">The rows of the output table.</param>
internal sealed record ModelAnchors(TableAnchors Input, TableAnchors Output)
{
    /// <summary>Makes the anchors of a model that has just been given its start, whose tables are copied.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">What it started from.</param>
    /// <param name="isExtended">Whether the model's counts are those of the start and of the text together.</param>
    /// <returns>The anchors; <c>null</c> where the options hold nothing.</returns>
    public static ModelAnchors? Of(EmbeddingModel model, StartingVectors start, bool isExtended)
    {
        if (model.Options.Start is not { HoldsAny: true } options)
        {
            return null;
        }

        int[] ids = start.IdsIn(model.Vocabulary);
        var words = new WordCounts(model.Vocabulary, start.Vocabulary, ids, isExtended);
        float[] ofWords = words.Strengths(options.Anchor);
        Freeze(ofWords, start.Vocabulary, ids, options);
        bool holdsOutput = start.HasOutputFor(model.Options.ActualObjective);
        return new ModelAnchors(
            new TableAnchors(model.Input, [.. ofWords, .. OfNgrams(model, words, options)]),
            new TableAnchors(model.Output, !holdsOutput ? new float[model.Output.Rows] : model.Options.ActualObjective.OutputRowsAreWords ? [.. Enumerable.Range(0, model.Output.Rows).Select(row => ofWords[row / model.Options.ActualObjective.ContextSides])] : OfNodes(model, words, options)));
    }

    private static void Freeze(float[] strengths, Vocabulary start, int[] ids, StartOptions options)
    {
        for (int own = 0; options.Freeze && own < ids.Length; own++)
        {
            if (ids[own] >= 0)
            {
                strengths[ids[own]] = float.PositiveInfinity;
            }
        }

        foreach (string word in options.FrozenWords ?? [])
        {
            if (start.TryGetId(word, out int own) && ids[own] >= 0)
            {
                strengths[ids[own]] = float.PositiveInfinity;
            }
        }
    }

    /// <summary>The rows of n-grams: those of the start are frozen with all its words, or anchored by the counts of the words that have them.</summary>
    private static float[] OfNgrams(EmbeddingModel model, WordCounts words, StartOptions options)
    {
        if (model.SubwordRows is not { } rows)
        {
            return [];
        }

        var ngrams = new WordCounts(rows.Buckets.Count);
        for (int word = 0; word < rows.Words; word++)
        {
            foreach (int row in rows.RowsOf(word)[1..])
            {
                ngrams.Add(row - rows.Words, words, word);
            }
        }

        float[] strengths = ngrams.Strengths(options.Anchor);
        for (int i = 0; options.Freeze && i < strengths.Length; i++)
        {
            strengths[i] = ngrams.IsOfStart(i) ? float.PositiveInfinity : 0;
        }

        return strengths;
    }

    /// <summary>The nodes of a tree, each with the counts of the words below it. None is frozen: new words are below those of old ones.</summary>
    private static float[] OfNodes(EmbeddingModel model, WordCounts words, StartOptions options)
    {
        var nodes = new WordCounts(model.Output.Rows);
        var tree = new Objectives.HuffmanTree(model.Vocabulary);
        for (int word = 0; word < model.Vocabulary.Count; word++)
        {
            foreach (int branch in tree.Branches(new WordId(word)))
            {
                nodes.Add(branch >> 1, words, word);
            }
        }

        return nodes.Strengths(options.Anchor);
    }

    /// <summary>How often the text of the start and the new text have words, or what belongs to several words.</summary>
    private sealed class WordCounts(int count)
    {
        private readonly double[] _before = new double[count];
        private readonly double[] _now = new double[count];
        private readonly bool[] _isOfStart = new bool[count];

        /// <summary>The counts of words.</summary>
        public WordCounts(Vocabulary vocabulary, Vocabulary start, int[] ids, bool isExtended)
            : this(vocabulary.Count)
        {
            for (int word = 0; word < vocabulary.Count; word++)
            {
                _now[word] = vocabulary.Counts[word];
            }

            for (int own = 0; own < ids.Length; own++)
            {
                if (ids[own] is >= 0 and var id)
                {
                    _isOfStart[id] = true;
                    _now[id] -= isExtended && start.HasCounts ? start.Counts[own] : 0;

                    // Without counts the old text is taken to have had each word as often as the new one.
                    _before[id] = start.HasCounts ? start.Counts[own] : Math.Max(1, _now[id]);
                }
            }
        }

        public bool IsOfStart(int index) => _isOfStart[index];

        public void Add(int index, WordCounts words, int word)
        {
            _before[index] += words._before[word];
            _now[index] += words._now[word];
            _isOfStart[index] |= words._isOfStart[word];
        }

        /// <summary>A · n₀/n: infinite for what the new text does not have, 0 for what the start does not have.</summary>
        public float[] Strengths(double anchor) =>
            [.. _before.Select((before, i) => _isOfStart[i] && anchor > 0 ? (float)(_now[i] > 0 ? anchor * before / _now[i] : double.PositiveInfinity) : 0)];
    }
}
