namespace Talpa.Text;

/// <summary>
/// Pruning, where there are too many words: the rarest so far are removed (word2vec.c, ReduceVocab). Numbers are never given twice, so that
/// what was stored of a pruned word can't be taken for another's.
/// </summary>
internal sealed partial class WordCounter
{
    private int _rarity;

    /// <summary>Words with smaller numbers are kept: those of a vocabulary that is extended.</summary>
    private int _protected;

    /// <summary>The count that a word gets.</summary>
    private delegate long NewCount(CountedWord word);

    /// <summary>Whether words may be pruned; if not, a word too many is an error.</summary>
    public bool MayPrune { get; init; } = true;

    /// <summary>How often records were moved. Positions from before are not valid.</summary>
    public int Moves { get; private set; }

    /// <summary>Tokens of the words pruned, up to then.</summary>
    public long TokensPruned { get; private set; }

    /// <summary>The most occurrences of a word that may be missing from its count: what it can have had each time words were pruned.</summary>
    public long MaxUndercount { get; private set; }

    /// <summary>Words that are no longer there, because all their tokens were joined to phrases.</summary>
    public int WordsDissolved { get; private set; }

    private int NumberNext()
    {
        if (Numbered == int.MaxValue)
        {
            throw EncodingFaults.TooManyWords();
        }

        int number = Numbered++;
        Count++;
        if (Count > _maxWords)
        {
            Prune();
        }

        return number;
    }

    /// <summary>Prunes the rarest words, until a quarter of the capacity is free, so that it is rarely done.</summary>
    private void Prune()
    {
        if (!MayPrune)
        {
            throw EncodingFaults.WouldPrune(_maxWords);
        }

        while (Count > _maxWords - ((_maxWords - _protected) / 4L))
        {
            _rarity++;
            MaxUndercount += _rarity;
            KeepOnly(word =>
            {
                bool isKept = word.Count > _rarity || word.Number < _protected;
                TokensPruned += isKept ? 0 : word.Count;
                return isKept ? word.Count : 0;
            });
        }
    }

    /// <summary>Gives each word another count, and prunes those that get 0. The records kept move towards the front, in the same blocks.</summary>
    private void KeepOnly(NewCount countOf)
    {
        foreach (ulong[] shard in _shards)
        {
            Array.Clear(shard);
        }

        Array.Clear(_shardCounts);
        Moves++;
        Count = 0;
        int block = 0;
        int used = 0;
        foreach (CountedWord word in this)
        {
            long count = countOf(word);
            if (count == 0)
            {
                continue;
            }

            int length = WordOffset + word.Word.Length;
            if (length > BlockLength - used)
            {
                EndBlock(block, used);
                block++;
                used = 0;
            }

            long position = ((long)block << BlockBits) + used;
            ReadOnlySpan<byte> record = Record(word.Position)[..length];
            record.CopyTo(Record(position));
            SetCount(Record(position), count);
            used += length;
            Enter(WordOf(Record(position)), position);
            Count++;
        }

        EndBlock(block, used);
        _blocks.RemoveRange(block + 1, _blocks.Count - block - 1);
        _blockUsed = used;
    }

    /// <summary>A count of 0 marks that no more words follow in the block.</summary>
    private void EndBlock(int block, int used) => _blocks[block].AsSpan(used).Clear();

    /// <summary>Enters a word that is known to be in no slot.</summary>
    private void Enter(ReadOnlySpan<byte> word, long position)
    {
        ulong hash = Hash.Of(word);
        int shard = (int)(hash >> 56);
        ulong[] slots = _shards[shard];
        ulong tag = TagOf(hash);
        int at = (int)tag & (slots.Length - 1);
        while (slots[at] != 0)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        slots[at] = (tag << PositionBits) | (ulong)(position + 1);
        _shardCounts[shard]++;
    }
}
