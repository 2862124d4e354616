using System.Text;

namespace Talpa.Text;

/// <summary>Finds the phrases of a text that is stored as numbers, and joins them there.</summary>
internal sealed class PhraseLearning(WordCounter words, IdStore ids, CorpusOptions corpus)
{
    private readonly PhraseOptions _options = corpus.Phrases ?? new PhraseOptions();
    private readonly List<Phrase> _found = [];

    /// <summary>Tokens that became part of the token before them.</summary>
    public long TokensJoined { get; private set; }

    /// <summary>Finds and joins the phrases of all passes. The counts are those of the joined text then.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="joinLast">Whether the phrases of the last pass are joined too; without it the text and the counts are those before that pass.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Phrases Run(long tokens, bool joinLast, CancellationToken cancellationToken)
    {
        words.EndPruning();
        for (int pass = 1; pass <= _options.Passes; pass++)
        {
            List<Candidate> candidates = Find(tokens - TokensJoined, pass, cancellationToken);
            if (candidates.Count == 0)
            {
                break;
            }

            _found.AddRange(candidates.Select(candidate => candidate.Phrase));
            if (joinLast || pass < _options.Passes)
            {
                Join(candidates, cancellationToken);
            }
        }

        return new Phrases(_found);
    }

    /// <summary>Joins phrases that were found before. The counts are those of the joined text then.</summary>
    /// <param name="known">The phrases.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The same.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Phrases Join(Phrases known, CancellationToken cancellationToken)
    {
        words.EndPruning();
        foreach (IGrouping<int, Phrase> pass in known.Items.GroupBy(phrase => phrase.Pass).OrderBy(pass => pass.Key))
        {
            List<Candidate> candidates =
            [
                .. pass.Select(phrase => new Candidate(phrase, [.. phrase.Words.Select(word => words.NumberOfWord(Encoding.UTF8.GetBytes(word)))]))
                    .Where(candidate => Array.TrueForAll(candidate.Numbers, number => number >= 0)),
            ];
            Join(candidates, cancellationToken);
        }

        return known;
    }

    /// <summary>The phrases of one pass, by falling score.</summary>
    private List<Candidate> Find(long tokens, int pass, CancellationToken cancellationToken)
    {
        ConnectorSequences sequences = Connectors();
        sequences.AddAll(ids);
        var pairs = PairCounts.Of(ids, sequences, _options.MaxPairs, corpus.Threads, cancellationToken);
        var same = new SameSpellings(words, pairs, sequences, _options.Delimiter);
        var table = new WordTable(words, same.IsEmpty ? _options.MinCount : 1);
        long entries = words.Count - sequences.Numbers.Count + pairs.Count - same.Duplicates;
        double threshold = _options.ActualThreshold;
        var candidates = new List<Candidate>();
        foreach (PairShard shard in pairs.Shards)
        {
            foreach (ref readonly PairShard.Slot slot in shard.Slots)
            {
                if (slot.Count == 0 || same.CountOf(slot) is var count && count < _options.MinCount || !table.Contains(slot.First) || !table.Contains(slot.Last))
                {
                    continue;
                }

                long first = same.CountOf(slot.First, table.CountOf(slot.First));
                long last = same.CountOf(slot.Last, table.CountOf(slot.Last));
                double score = PhraseScore.Of(_options, first, last, count, entries, tokens);
                if (score > threshold && CandidateOf(slot, sequences, table, count, score, pass) is { } candidate)
                {
                    candidates.Add(candidate);
                }
            }
        }

        candidates.Sort((a, b) => Compare(a.Phrase, b.Phrase));
        return candidates;
    }

    private ConnectorSequences Connectors() => new(
    [
        .. _options.Connectors.Distinct(StringComparer.Ordinal).Select(connector => words.NumberOfWord(Encoding.UTF8.GetBytes(connector))).Where(number => number >= 0),
    ]);

    /// <summary>A phrase with its numbers; <c>null</c> where it is too long for a word.</summary>
    private Candidate? CandidateOf(in PairShard.Slot slot, ConnectorSequences sequences, WordTable table, long count, double score, int pass)
    {
        int[] numbers = [slot.First, .. sequences.NumbersOf(slot.Between), slot.Last];
        string[] parts = new string[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            // A connector may be rarer than the phrases' minimum, and is not in the table then.
            parts[i] = table.Contains(numbers[i]) ? Encoding.UTF8.GetString(table[numbers[i]]) : Connector(numbers[i]);
        }

        string text = string.Join(_options.Delimiter, parts);
        return Encoding.UTF8.GetByteCount(text) <= Tokenizer.MaxTokenLength ? new Candidate(new Phrase(text, parts, count, score, pass), numbers) : null;
    }

    private string Connector(int number) => _options.Connectors.First(connector => words.NumberOfWord(Encoding.UTF8.GetBytes(connector)) == number);

    /// <summary>Replaces the phrases in the text by words of their own, and corrects the counts.</summary>
    private void Join(List<Candidate> candidates, CancellationToken cancellationToken)
    {
        int[] joined = [.. candidates.Select(candidate => words.Add(Encoding.UTF8.GetBytes(candidate.Phrase.Text)))];
        var table = new PhraseTable([.. candidates.Select((candidate, i) => (candidate.Numbers, joined[i]))]);
        long[] occurrences = new long[candidates.Count];
        var blocks = new SentenceBlocks(ids);
        long written = 0;
        while (blocks.TryRead(out Span<int> block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int used = table.Join(block, occurrences);
            ids.Write(written, block[..used]);
            written += used;
        }

        ids.Truncate(written);
        var changes = new Dictionary<int, long>();
        for (int i = 0; i < candidates.Count; i++)
        {
            // Each was counted once when it got its number.
            Change(joined[i], occurrences[i] - 1);
            foreach (int number in candidates[i].Numbers)
            {
                Change(number, -occurrences[i]);
            }

            TokensJoined += occurrences[i] * (candidates[i].Numbers.Length - 1);
        }

        words.Correct(changes);

        void Change(int number, long change) => changes[number] = changes.GetValueOrDefault(number) + change;
    }

    private static int Compare(Phrase a, Phrase b)
    {
        int byScore = b.Score.CompareTo(a.Score);
        int byText = byScore != 0 ? byScore : string.CompareOrdinal(a.Text, b.Text);
        return byText != 0 ? byText : string.CompareOrdinal(a.Words[0], b.Words[0]);
    }

    private sealed record Candidate(Phrase Phrase, int[] Numbers);
}
