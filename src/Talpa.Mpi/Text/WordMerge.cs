using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>
/// Merges the sorted words of all owners into one vocabulary, in the order of <see cref="VocabularySelection"/>: falling count, then bytes. Every rank merges the same pieces in the same way,
/// and all stop at the largest vocabulary, so that no rank ever holds more words than are kept, but for a piece of each owner.
/// </summary>
internal sealed class WordMerge
{
    private readonly IRankGroup _group;
    private readonly Vocabulary _own;
    private readonly int _pieceBytes;
    private readonly OwnerWords[] _owners;
    private int _sent;

    /// <param name="group">The ranks.</param>
    /// <param name="own">The words that this rank owns, sorted.</param>
    /// <param name="pieceBytes">About how many bytes all owners send at a time.</param>
    public WordMerge(IRankGroup group, Vocabulary own, int pieceBytes)
    {
        _group = group;
        _own = own;
        _pieceBytes = Math.Max(1, pieceBytes / group.Count);
        _owners = [.. Enumerable.Range(0, group.Count).Select(_ => new OwnerWords())];
    }

    /// <summary>Merges them. All ranks call it together.</summary>
    /// <param name="max">The most words to keep.</param>
    public Vocabulary Run(int max)
    {
        var words = new List<string>();
        var counts = new List<long>();
        Refill();
        while (words.Count < max && First() is { } owner)
        {
            words.Add(Encoding.UTF8.GetString(owner.Word));
            counts.Add(owner.Count);
            if (!owner.MoveNext())
            {
                Refill();
            }
        }

        return new Vocabulary(words, counts);
    }

    /// <summary>The owner of the word that comes next; <c>null</c> where none is left.</summary>
    private OwnerWords? First()
    {
        OwnerWords? first = null;
        foreach (OwnerWords owner in _owners)
        {
            if (!owner.Ended && (first is null || owner.IsBefore(first)))
            {
                first = owner;
            }
        }

        return first;
    }

    /// <summary>Gets the next piece of those owners whose last one is used up.</summary>
    private void Refill()
    {
        byte[] piece = _owners[_group.Rank].NeedsMore ? NextPiece() : [];
        int[] lengths = new int[_group.Count];
        _group.AllGather(MemoryMarshal.AsBytes([piece.Length]), MemoryMarshal.AsBytes(lengths.AsSpan()), [.. lengths.Select(_ => sizeof(int))]);
        byte[] all = new byte[lengths.Sum()];
        _group.AllGather(piece, all, lengths);
        int start = 0;
        for (int rank = 0; rank < _owners.Length; rank++)
        {
            if (_owners[rank].NeedsMore)
            {
                _owners[rank].Refill(all.AsMemory(start, lengths[rank]));
            }

            start += lengths[rank];
        }
    }

    private byte[] NextPiece()
    {
        var piece = new ArrayBufferWriter<byte>();
        for (; _sent < _own.Count && piece.WrittenCount < _pieceBytes; _sent++)
        {
            WordRecord.Write(piece, Encoding.UTF8.GetBytes(_own[_sent]), _own.Counts[_sent]);
        }

        return piece.WrittenSpan.ToArray();
    }

    /// <summary>The words of one owner that are not merged yet, as far as they are here.</summary>
    private sealed class OwnerWords
    {
        private ReadOnlyMemory<byte> _rest;
        private ReadOnlyMemory<byte> _word;

        /// <summary>Whether the next piece is needed.</summary>
        public bool NeedsMore { get; private set; } = true;

        /// <summary>Whether there are no more words.</summary>
        public bool Ended { get; private set; }

        public long Count { get; private set; }

        public ReadOnlySpan<byte> Word => _word.Span;

        /// <summary>Takes the next piece; an empty one ends the owner's words.</summary>
        public void Refill(ReadOnlyMemory<byte> piece)
        {
            _rest = piece;
            Ended = piece.IsEmpty;
            NeedsMore = !Ended && !MoveNext();
        }

        /// <summary>Takes the next word of the piece; false where there is none.</summary>
        public bool MoveNext()
        {
            ReadOnlySpan<byte> rest = _rest.Span;
            NeedsMore = !WordRecord.TryTake(ref rest, out ReadOnlySpan<byte> word, out long count);
            Count = count;
            _word = _rest.Slice(_rest.Length - rest.Length - word.Length, word.Length);
            _rest = _rest[^rest.Length..];
            return !NeedsMore;
        }

        public bool IsBefore(OwnerWords other) => Count != other.Count ? Count > other.Count : Word.SequenceCompareTo(other.Word) < 0;
    }
}
