using Talpa.CoOccurrence;

namespace Talpa.Mpi.CoOccurrence;

/// <summary>The rows of this rank's text that are summed up and not yet sent: those of neighbouring words, ascending, up to a limit of bytes. Owns the sums of all rows.</summary>
internal sealed class RowsAhead
{
    private readonly TextRows _text;
    private readonly int[] _ownerOf;
    private readonly int _ranks;
    private readonly int _sides;
    private readonly long _maxBytes;
    private readonly byte[]?[] _rows;
    private readonly long[] _totals;
    private long _bytes;

    /// <param name="text">The text of this rank.</param>
    /// <param name="ownerOf">For each word the rank that owns it as a context.</param>
    /// <param name="ranks">Number of ranks.</param>
    /// <param name="sides">Contexts of a word.</param>
    /// <param name="maxBytes">When so many bytes are held, no further row is begun.</param>
    public RowsAhead(TextRows text, int[] ownerOf, int ranks, int sides, long maxBytes)
    {
        _text = text;
        _ownerOf = ownerOf;
        _ranks = ranks;
        _sides = sides;
        _maxBytes = Math.Max(1, maxBytes);
        _rows = new byte[ownerOf.Length][];
        _totals = new long[ownerOf.Length];
    }

    /// <summary>The word after the last that is summed up.</summary>
    public int End { get; private set; }

    /// <summary>The sums of the rows so far, in units of <see cref="RowCounter.Unit"/>.</summary>
    public Span<long> Totals => _totals;

    /// <summary>Sums up the next rows until the limit is reached: at least one where none is held and one is left. How many depends on the time that threads take; the rows do not.</summary>
    public void Count(CounterTeam team, CancellationToken cancellationToken)
    {
        int next = End;
        team.Run(
            (counter, stop) =>
            {
                while (Interlocked.Read(ref _bytes) < _maxBytes)
                {
                    int word = Interlocked.Increment(ref next) - 1;
                    if (word >= _rows.Length)
                    {
                        return;
                    }

                    stop.ThrowIfCancellationRequested();
                    _text.AddTo(counter, word);
                    byte[] row = OwnerRow.Encode(counter.TakeSums(), _ownerOf, _ranks, _sides, out _totals[word]);
                    _rows[word] = row;
                    Interlocked.Add(ref _bytes, row.Length);
                }
            },
            cancellationToken);
        End = Math.Min(next, _rows.Length);
    }

    /// <summary>Takes a row out, in the form of <see cref="OwnerRow"/>.</summary>
    public byte[] Take(int word)
    {
        byte[] row = _rows[word]!;
        _rows[word] = null;
        _bytes -= row.Length;
        return row;
    }
}
